# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the end-to-end tests: sourced, not run.  `t PROMISE COMMAND...`
# counts a promise as kept when the command succeeds.
passed=0
failed=0
unset STAAF_DB XDG_DATA_HOME LC_ALL LC_MESSAGES LANG LANGUAGE NO_COLOR COLUMNS
work=$(mktemp -d) || exit 1
# Nobody's own store is touched.
HOME=$work
export HOME
trap 'rm -rf "$work"' EXIT

t() {
	promise=$1
	shift
	if "$@" >"$work/t.out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not kept: $promise" >&2
		sed 's/^/    /' "$work/t.out" | head -n 5 >&2
	fi
}

# Run, keep what came out, and ask for an exit status.
run() {
	want=$1
	shift
	"$@" >"$work/out" 2>"$work/err" </dev/null
	got=$?
	[ "$got" -eq "$want" ] && return 0
	echo "exit status $got, not $want: $*"
	cat "$work/err"
	return 1
}
out_has() { grep -qF -- "$1" "$work/out" || { head -c 600 "$work/out"; false; }; }
out_hasnt() { ! grep -qF -- "$1" "$work/out"; }
err_has() { grep -qF -- "$1" "$work/err" || { cat "$work/err"; false; }; }
err_empty() { [ ! -s "$work/err" ] || { cat "$work/err"; false; }; }
lines_are() { [ "$(wc -l <"$work/out")" -eq "$1" ] || { wc -l "$work/out"; false; }; }

# A number of the last JSON.
number() { # path value: to six digits
	jq -e --arg p "$1" --argjson v "$2" \
	    'getpath($p | split(".")) as $x |
	    ($x - $v | fabs) <= 1e-6 * ($v | fabs)' "$work/out" >/dev/null
}
