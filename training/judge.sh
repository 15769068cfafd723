#!/usr/bin/env bash
# Rebuilds the judge of French agreement, rules/fr/judge/: about five hours on one core.
#
#   training/judge.sh TREEBANKS NEWS SCRATCH [VERDICTS...]
#
# TREEBANKS and NEWS are those of rebuild.sh. SCRATCH keeps what each step has made; a step whose result lies there
# is not taken again. VERDICTS are more of what readers said of alarms, beside judge_verdicts.jsonl. Readers have gone
# through what is raised on the articles of judge_part_1.txt, 2 and 3, the unlikeliest apart. The first two parts are
# each read with a network that learnt from the rest of the news, so that the trees learn how far a network can be
# trusted on articles that it has not seen; the first network ships, and reads the third part too. The second part
# tells what a score means: when its alarms were raised, no rule had been mended on it. Some have been since, so that
# the trees that ship were made with alarms that are not raised any more.
set -euo pipefail
treebanks=$(realpath "$1") news=$(realpath "$2") scratch=$(realpath "$3")
verdicts=(judge_verdicts.jsonl)
for more in "${@:4}"; do verdicts+=("$(realpath "$more")"); done
cd "$(dirname "$0")"
judge=../rules/fr/judge
mkdir -p "$judge"
export OMP_NUM_THREADS=1

[ -s "$scratch/parser.npz" ] || python french_parser.py --data "$treebanks" --hold-out "$scratch/parser.npz"
mkdir -p "$scratch/other"
train() {  # the part that is kept from the network, and options
  python judge_detector.py --news "$news" --leave-out "judge_part_$1.txt" --start "$scratch/parser.npz" \
    --out "$scratch/new.npz" "${@:2}"
}
[ -s "$scratch/detector.npz" ] || {
  train 1 --passes 2.3 --seed 1 --sequences "$judge/ngrams.marisa"
  mv "$scratch/new.npz" "$scratch/first.npz"
  train 1 --passes 2 --seed 2 --rate 1e-3 --resume "$scratch/first.npz"
  mv "$scratch/new.npz" "$scratch/second.npz"
  train 1 --passes 1.1 --seed 3 --rate 1e-3 --resume "$scratch/second.npz"
  mv "$scratch/new.npz" "$scratch/third.npz"
  train 1 --passes 1.6 --seed 4 --rate 1.4e-3 --resume "$scratch/third.npz"
  mv "$scratch/new.npz" "$scratch/detector.npz"
}
[ -s "$scratch/other/detector.npz" ] || {
  train 2 --passes 2.6 --seed 1 --sequences "$scratch/other/ngrams.marisa"
  mv "$scratch/new.npz" "$scratch/other/detector.npz"
}
cp "$scratch/detector.npz" "$judge/detector.npz"
read_part() {  # the part, the folder of the network, a name, and options for the suspicions and for the features
  [ -s "$scratch/$3.pickle" ] || {
    python judge_suspicions.py --news "$news" --ids "judge_part_$1.txt" --out "$scratch/$3.cases" ${4:-} ${5:-} ${6:-}
    python judge_features.py --suspicions "$scratch/$3.cases" --verdicts "${verdicts[@]}" \
      --judge "$2" --out "$scratch/$3.pickle" ${4:-}
  }
}
read_part 1 "$judge" first
read_part 1 "$judge" rare --rare --seed 21
read_part 2 "$scratch/other" second
[ -s "$scratch/third.pickle" ] || {
  python judge_suspicions.py --news "$news" --ids judge_part_3.txt --out "$scratch/third.cases" --untouched
  python judge_features.py --suspicions "$scratch/third.cases" --verdicts "${verdicts[@]}" \
    --judge "$judge" --out "$scratch/third.pickle"
}
python judge_trees.py --features "$scratch"/{first,rare,second,third}.pickle --judge "$judge" \
  --calibrate-on judge_part_2.txt --report
