#!/usr/bin/env bash
# Rebuilds the judge of French agreement, rules/fr/judge/: about three hours on one core.
#
#   training/judge.sh TREEBANKS NEWS SCRATCH [VERDICTS...]
#
# TREEBANKS and NEWS are those of rebuild.sh. SCRATCH keeps what each step has made; a step whose result lies there
# is not taken again. VERDICTS are more of what readers said of alarms, beside judge_verdicts.jsonl. The articles of
# judge_articles.txt are kept from the network, so that the trees learn how far it can be trusted on articles that it
# has not seen; readers have gone through what is raised on them.
set -euo pipefail
treebanks=$(realpath "$1") news=$(realpath "$2") scratch=$(realpath "$3")
verdicts=(judge_verdicts.jsonl)
for more in "${@:4}"; do verdicts+=("$(realpath "$more")"); done
cd "$(dirname "$0")"
judge=../rules/fr/judge
mkdir -p "$judge"
export OMP_NUM_THREADS=1

[ -s "$scratch/parser.npz" ] || python french_parser.py --data "$treebanks" --hold-out "$scratch/parser.npz"
[ -s "$scratch/detector.npz" ] || {
  train() {
    python judge_detector.py --news "$news" --leave-out judge_articles.txt --start "$scratch/parser.npz" \
      --out "$scratch/new.npz" "$@"
  }
  train --passes 2.3 --seed 1 --sequences "$judge/ngrams.marisa"
  mv "$scratch/new.npz" "$scratch/first.npz"
  train --passes 2 --seed 2 --rate 1e-3 --resume "$scratch/first.npz"
  mv "$scratch/new.npz" "$scratch/second.npz"
  train --passes 1.1 --seed 3 --rate 1e-3 --resume "$scratch/second.npz"
  mv "$scratch/new.npz" "$scratch/third.npz"
  train --passes 1.6 --seed 4 --rate 1.4e-3 --resume "$scratch/third.npz"
  mv "$scratch/new.npz" "$scratch/detector.npz"
}
cp "$scratch/detector.npz" "$judge/detector.npz"
[ -s "$scratch/suspicions.pickle" ] ||
  python judge_suspicions.py --news "$news" --ids judge_articles.txt --out "$scratch/suspicions.pickle"
[ -s "$scratch/rare.pickle" ] ||
  python judge_suspicions.py --news "$news" --ids judge_articles.txt --rare --seed 21 --out "$scratch/rare.pickle"
python judge_trees.py --suspicions "$scratch/suspicions.pickle" "$scratch/rare.pickle" --verdicts "${verdicts[@]}" \
  --judge "$judge" --cache "$scratch/features.pickle" --report
