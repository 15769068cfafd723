// The dialog that shows what each key does, and what of that is switched on.

const help = document.getElementById("dialog").content.firstElementChild.cloneNode(true);
document.body.append(help);

for (const setting of help.querySelectorAll("[data-setting]")) {
  setting.checked = isOn(setting.dataset.setting);
  setting.addEventListener("change", () => turn(setting.dataset.setting, setting.checked));
}
