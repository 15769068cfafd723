#!/usr/bin/env bash
# Rebuilds the judge of French agreement, rules/fr/judge/, and rules/fr/ngrams.marisa: about three hours on two cores.
#
#   training/judge.sh NEWS SCRATCH [VERDICTS...]
#
# NEWS is that of rebuild.sh. SCRATCH keeps what each step has made; a step whose result lies there
# is not taken again. VERDICTS are more of what readers said of alarms, beside judge_verdicts.jsonl. Readers have gone
# through what is raised on the articles of judge_part_1.txt, 2 and 3, the unlikeliest apart. The network and the
# sequences that read the second part have not seen it, so that it tells how far they can be trusted on other articles,
# and what a score means: when its alarms were raised, no rule had been mended on it. Some have been since, so that the
# trees that ship were made with alarms that are not raised any more.
set -euo pipefail
news=$(realpath "$1") scratch=$(realpath "$2")
verdicts=(judge_verdicts.jsonl)
for more in "${@:3}"; do verdicts+=("$(realpath "$more")"); done
cd "$(dirname "$0")"
judge=../rules/fr/judge
mkdir -p "$judge"
export OMP_NUM_THREADS=2

python news_ngrams.py --news "$news" --leave-out judge_part_1.txt --out ../rules/fr/ngrams.marisa
[ -s "$scratch/ngrams.marisa" ] || {
  python news_ngrams.py --news "$news" --leave-out judge_part_2.txt --out "$scratch/new.marisa"
  mv "$scratch/new.marisa" "$scratch/ngrams.marisa"
}
train() {  # options
  python judge_detector.py --news "$news" --leave-out judge_part_2.txt --start ../rules/fr/parser.npz \
    --out "$scratch/new.npz" "$@"
}
[ -s "$scratch/detector.npz" ] || {
  train --passes 2.6 --seed 1
  mv "$scratch/new.npz" "$scratch/first.npz"
  train --passes 3 --seed 5 --rate 1.2e-3 --resume "$scratch/first.npz"
  mv "$scratch/new.npz" "$scratch/detector.npz"
}
cp "$scratch/detector.npz" "$judge/detector.npz"
read_part() {  # the part, a name, what is planted, the sequences, and more options
  [ -s "$scratch/$2.pickle" ] || {
    python judge_suspicions.py --news "$news" --ids "judge_part_$1.txt" --planting "$3" --sequences "$4" \
      --out "$scratch/$2.cases" "${@:5}"
    python judge_features.py --suspicions "$scratch/$2.cases" --verdicts "${verdicts[@]}" --judge "$judge" \
      --sequences "$4" --out "$scratch/$2.pickle" $([ "$3" = rare ] && echo --rare)
  }
}
shipped=../rules/fr/ngrams.marisa
read_part 1 first common "$shipped"
read_part 1 rare rare "$shipped" --seed 21
read_part 1 confused confused "$shipped" --seed 32 --families word-form
read_part 2 second common "$scratch/ngrams.marisa"
read_part 2 confused_second confused "$scratch/ngrams.marisa" --seed 31 --families word-form
read_part 3 third none "$shipped"
python judge_trees.py --features "$scratch"/{first,rare,confused,second,confused_second,third}.pickle --judge "$judge" \
  --calibrate-on judge_part_2.txt --report
