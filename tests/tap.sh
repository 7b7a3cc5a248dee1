# tap.sh - what a shell test says, in the Test Anything Protocol. Begin with ". tests/tap.sh", end with "done_testing".
# The folder and the variables that a test finds: tests/run.
: "${SCRATCH:?a test is run by tests/run}"
tap_count=0
tap_failed=0

tap_result()	# 0 or else, NAME, file to show where it failed
{
	tap_count=$((tap_count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tap_count - $2"
	else
		tap_failed=$((tap_failed + 1))
		echo "not ok $tap_count - $2"
		[ -z "${3-}" ] || sed 's/^/# /' "$3" | head -n 60
	fi
}

# ok NAME COMMAND...           the command succeeds; what it says is shown where it does not
ok()
{
	tap_name=$1
	shift
	tap_status=0
	"$@" >"$SCRATCH/tap.out" 2>&1 </dev/null || tap_status=$?
	tap_result "$tap_status" "$tap_name" "$SCRATCH/tap.out"
}

# fails NAME STATUS COMMAND... the command ends with this exit status; what it says stays in $SCRATCH/tap.out
fails()
{
	tap_name=$1 tap_wanted=$2
	shift 2
	tap_status=0
	"$@" >"$SCRATCH/tap.out" 2>&1 </dev/null || tap_status=$?
	[ "$tap_status" -eq "$tap_wanted" ] || echo "exit status $tap_status, wanted $tap_wanted" >>"$SCRATCH/tap.out"
	tap_result $((tap_status != tap_wanted)) "$tap_name" "$SCRATCH/tap.out"
}

# is GOT WANTED NAME           two texts are the same
is()
{
	printf '     got %s\n  wanted %s\n' "$1" "$2" >"$SCRATCH/tap.is"
	[ "$1" = "$2" ] && tap_result 0 "$3" || tap_result 1 "$3" "$SCRATCH/tap.is"
}

# like GOT PATTERN NAME        a text has a line that the extended regular expression finds
like()
{
	printf '     got %s\n  wanted /%s/\n' "$1" "$2" >"$SCRATCH/tap.is"
	printf '%s\n' "$1" | grep -Eq -e "$2" && tap_result 0 "$3" || tap_result 1 "$3" "$SCRATCH/tap.is"
}

# golden FILE NAME             standard input is what stands in tests/golden/FILE; "make bless" writes it there
golden()
{
	cat >"$SCRATCH/tap.got"
	if [ -n "${BLESS-}" ]; then
		mkdir -p "$(dirname "tests/golden/$1")"
		cmp -s "$SCRATCH/tap.got" "tests/golden/$1" || cp "$SCRATCH/tap.got" "tests/golden/$1"
	fi
	tap_status=0
	diff -u "tests/golden/$1" "$SCRATCH/tap.got" >"$SCRATCH/tap.diff" 2>&1 || tap_status=$?
	tap_result "$tap_status" "$2" "$SCRATCH/tap.diff"
}

done_testing()
{
	echo "1..$tap_count"
	exit $((tap_failed > 0))
}
