# bash completion of unjoe(1), which tells itself how a line can go on.
_unjoe()
{
	local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]} words=() i
	# The shell parts words at colons and equal signs, unjoe does not.
	for ((i = 1; i <= COMP_CWORD; i++)); do
		if ((i > 1 && ${#words[@]} > 0)) && [[ ${COMP_WORDS[i]} == [:=] || ${COMP_WORDS[i - 1]} == [:=] ]]; then
			words[${#words[@]} - 1]+=${COMP_WORDS[i]}
		else
			words+=("${COMP_WORDS[i]}")
		fi
	done
	local whole=${words[${#words[@]} - 1]} found
	[[ $word == [:=] ]] && word=
	mapfile -t found < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
	# What stands before the last colon is not readline's to write again.
	COMPREPLY=("${found[@]#"${whole%"$word"}"}")
	# A term goes on with its value, a list with a comma.
	[[ ${#COMPREPLY[@]} -eq 1 && (${COMPREPLY[0]} == *: || (${#words[@]} -gt 1 && ${words[-2]} == --by)) ]] && compopt -o nospace
	return 0
}
complete -o default -F _unjoe unjoe
