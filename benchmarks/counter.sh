#!/usr/bin/env bash
# Measures the top-words counter against the C reference, whole processes on files in the page cache, interleaved.
#
#   benchmarks/counter.sh [RUNS] [CASE...]       RUNS: 5.  CASE: english430 english1300 mixed300 many430 linear; default all
#
# Prints Markdown: the environment, then per case the median wall time, processor time and peak memory of each program,
# and the ratios to the C reference. On a machine with other work to do, processor time is the fairer ratio.
# Needs cc, GNU time and the built jars (mvn -q -DskipTests package). Corpora go to ${CORPORA:-/tmp/batchbench-corpora}
# (3 GB) and stay there; ${JAVA:-java} is the Java that is measured.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
shift || true
cases=("$@")
[ ${#cases[@]} -gt 0 ] || cases=(english430 english1300 mixed300 many430 linear)
corpora=${CORPORA:-/tmp/batchbench-corpora}
java=${JAVA:-java}
jar=$PWD/node-task/target/topwords.jar
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "counter.sh: $1" >&2
    exit 2
}
[ -f "$jar" ] && [ -f benchmarks/target/benchmarks.jar ] || fail "build first: mvn -q -DskipTests package"
command -v cc >/dev/null || fail "there is no C compiler (cc)"
[ -x /usr/bin/time ] || fail "there is no /usr/bin/time; on Debian: apt-get install time"

cc -O3 -march=native -o "$work/countwords" benchmarks/reference/countwords.c
cc -O3 -march=native -DSTRIP -o "$work/countwords-strip" benchmarks/reference/countwords.c

# As the workflow runs it on a node that has more than a few large files to count.
options=(-XX:+UseSerialGC -Xlog:disable "-XX:SharedArchiveFile=$work/topwords.jsa"
    -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
    -Xmn2m -XX:InlineSmallCode=600 -XX:LoopUnrollLimit=16)
"$java" -jar "$jar" --prepare "$work/topwords.jsa" >/dev/null

corpus() { # kind megabytes
    local file=$corpora/$1-$2.txt
    mkdir -p "$corpora"
    if [ "$(stat -c %s "$file" 2>/dev/null)" != "${2}000000" ]; then
        "$java" -cp benchmarks/target/benchmarks.jar io.github.batchbench.benchmarks.CorpusFile \
            "$1" "${2}000000" "$file"
    fi
    cat "$file" >/dev/null
    echo "$file"
}

# What each program is called in the table, and how it is run on FILE.
program() {
    case $1 in
        c) echo "$work/countwords < $2" ;;
        c-strip) echo "$work/countwords-strip < $2" ;;
        java-1) echo "$java ${options[*]} -jar $jar --filepath $2 --numwords 10 --dry-run --threads 1" ;;
        java-2) echo "$java ${options[*]} -jar $jar --filepath $2 --numwords 10 --dry-run --threads 2" ;;
    esac
}

measure() { # case file program...
    local name=$1 file=$2 run each
    shift 2
    for run in $(seq "$runs"); do
        for each in "$@"; do
            /usr/bin/time -f "%e %U %S %M" -o "$work/time" bash -c "exec $(program "$each" "$file") >/dev/null"
            echo "$name $each $(stat -c %s "$file") $(cat "$work/time")" >>"$work/results"
        done
    done
    rm -f "${file%.txt}_OUTPUT.txt"
}

# Lines of "case program bytes wall user system kilobytes" to rows of medians.
table() {
    echo
    echo "| case | program | wall s | MB/s | ratio | processor s | ratio | peak MB |"
    echo "|---|---|---|---|---|---|---|---|"
    awk '
        function median(key, n,    i, j, t, a) {
            for (i = 1; i <= n; i++) a[i] = value[key, i]
            for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j] < a[j - 1]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t }
            return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
        }
        {
            key = $1 " " $2
            if (!(key in count)) order[++keys] = key
            n = ++count[key]
            value[key " wall", n] = $4; value[key " cpu", n] = $5 + $6; value[key " mem", n] = $7 / 1024
            bytes[key] = $3
        }
        END {
            for (k = 1; k <= keys; k++) {
                key = order[k]; split(key, part, " "); n = count[key]
                wall = median(key " wall", n); cpu = median(key " cpu", n)
                if (part[1] != last) { last = part[1]; base_wall = wall; base_cpu = cpu; base = bytes[key] }
                same = bytes[key] == base
                printf "| %s | %s | %.3f | %.0f | %s | %.2f | %s | %.0f |\n", part[1], part[2], wall,
                    bytes[key] / 1e6 / (wall > 0 ? wall : 0.01), same ? sprintf("%.2f", base_wall / wall) : "",
                    cpu, same ? sprintf("%.2f", base_cpu / cpu) : "", median(key " mem", n)
            }
        }' "$work/results"
}

echo "* $(date -u +%Y-%m-%dT%H:%MZ), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown), median of $runs runs"
echo "* $(grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //'), $(nproc) cores," \
    "$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo), $(uname -sr), load $(cut -d' ' -f1 /proc/loadavg)"
echo "* $("$java" -version 2>&1 | sed -n 2p); $(cc --version | head -1)"
for case in "${cases[@]}"; do
    case $case in
        english430) measure "$case" "$(corpus english 430)" c c-strip java-1 java-2 ;;
        english1300) measure "$case" "$(corpus english 1300)" c c-strip java-1 java-2 ;;
        mixed300) measure "$case" "$(corpus mixed 300)" c c-strip java-1 java-2 ;;
        many430) measure "$case" "$(corpus many 430)" c c-strip java-1 java-2 ;;
        linear) for size in 1 10 100 1000 2000; do measure "linear-$size" "$(corpus english $size)" java-1; done ;;
        *) fail "there is no case $case" ;;
    esac
done
table
echo
echo "c: our C reference; c-strip: the same, also stripping ASCII punctuation; java-N: the task program with N threads."
