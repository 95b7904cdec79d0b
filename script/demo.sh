#!/usr/bin/env bash
# The main job, on an article that comes with relata: text → graph → question → evidence → picture.
set -euo pipefail
cd "$(dirname "$0")/.."
relata=${RELATA:-relata}
article=fixtures/articles/it/2022-02-17-mali.txt
out=demo-output
rm -rf "$out" && mkdir "$out"

say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; }
run() {
    say "relata ${*//$out\//}"
    "$relata" --db "$out/relata.db" "$@"
}

say "cat $article"
head -n 2 "$article"
run build --date 2022-02-17 "$article"
run stats
run show Macron
run why Francia withdrawsFrom Mali
run query 'SELECT ?who ?body WHERE { ?p rel:headOf ?b . ?p skos:prefLabel ?who . ?b skos:prefLabel ?body } ORDER BY ?who'
run export --format svg -o "$out/graph.svg"
run export --format turtle -o "$out/graph.ttl"
printf '\nThe picture is in %s, the graph as Turtle in %s.\n' "$out/graph.svg" "$out/graph.ttl"
