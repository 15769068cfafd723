#!/usr/bin/env bash
# Rebuilds every resource in rules/ from its public sources.
#
#   training/rebuild.sh NTREX TREEBANKS NEWS [HUNSPELL]
#
# NTREX      folder of NTREX-128's translations and DOCUMENT_IDS.tsv, one article a document (CC BY-SA 4.0)
# TREEBANKS  folder of UD French treebanks, as training/french_parser.py names them (CC BY-SA 4.0 and LGPL-LR)
# NEWS       the training part of OrangeSum, whole articles as JSON Lines {"id", "text"}, gzipped (CC BY-SA 4.0)
# HUNSPELL   folder of fr.dic and fr.aff from Debian's hunspell-fr-comprehensive (MPL 2.0)
#
# Needs `pip install -e '.[training]'`. The word tables come from wordfreq (CC BY-SA 4.0), the parser's
# vectors from fr_core_news_md (CC0). The tagger that is shipped has seen some further articles made in the
# same way from the same source. What is made of what, and under which licence, is in NOTICE.
set -euo pipefail
cd "$(dirname "$0")/.."
ntrex=$1 treebanks=$2 news=$3 hunspell=${4:-/usr/share/hunspell}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python training/word_tables.py
python training/french_lexicon.py "$hunspell"
python training/mixed_articles.py --data "$ntrex" --seed 2 --copies 8 --out "$scratch/articles.jsonl.gz"
python training/mixed_articles.py --data "$ntrex" --seed 5 --copies 2 --short --out "$scratch/short.jsonl.gz"
python training/foreign_tagger.py "$scratch"/*.jsonl.gz
python training/french_parser.py --data "$treebanks"
training/judge.sh "$news" "$scratch"
