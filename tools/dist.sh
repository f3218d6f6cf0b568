#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The archive of the last commit, then built and tested as a stranger would.
#   tools/dist.sh VERSION
set -eu
cd "$(dirname "$0")/.."
name=staaf-$1
rm -rf "build/dist/$name" "build/$name.tar.gz"
mkdir -p build/dist
git archive --prefix="$name/" HEAD | gzip -n >"build/$name.tar.gz"
tar -xzf "build/$name.tar.gz" -C build/dist
# shellcheck disable=SC2086
${MAKE:-make} --no-print-directory ${JOBS-} -C "build/dist/$name" all unit
sha256sum "build/$name.tar.gz"
