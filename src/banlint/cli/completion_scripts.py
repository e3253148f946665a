"""The completion scripts. They hold commands, options and words; ids are asked of `banlint completion --ids`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from banlint.cli.tree import Command, Option

_BASH = r"""# bash completion for banlint; made by `banlint completion bash`.

_banlint_options() {
  case "$1" in
@OPTIONS@
  esac
}

_banlint_value() {
  case "$1" in
@VALUES@
  esac
}

_banlint_argument() {
  case "$1" in
@ARGUMENTS@
  esac
}

_banlint_reply() {
  local one
  while IFS= read -r one; do [[ -z $one ]] || COMPREPLY+=("$one"); done
}

_banlint_offer() {
  local program="$1" offers="$2" cur="$3" offer words="" head=""
  for offer in $offers; do
    case "$offer" in
      -) ;;
      files) compopt -o filenames 2>/dev/null; _banlint_reply < <(compgen -f -- "$cur") ;;
      folders) compopt -o filenames 2>/dev/null; _banlint_reply < <(compgen -d -- "$cur") ;;
      @*) words+=$'\n'"$("$program" completion --ids "${offer#@}" 2>/dev/null)" ;;
      *=) compopt -o nospace 2>/dev/null; words+=$'\n'"$offer" ;;
      *) words+=$'\n'"$offer" ;;
    esac
  done
  case "$cur" in *,*) head="${cur%,*}," ;; esac
  [[ -z $words ]] || _banlint_reply < <(compgen -P "$head" -W "$words" -- "${cur##*,}")
}

_banlint() {
  local IFS=$' \t\n' cur="${COMP_WORDS[COMP_CWORD]}" at=$COMP_CWORD command="${COMP_WORDS[1]}" before value
  COMPREPLY=()
  if ((at == 1)); then
    _banlint_reply < <(compgen -W "@COMMANDS@ --help --version" -- "$cur")
    return
  fi
  # `=` parts words: --format=json, and -o json=report.json, are three.
  [[ $cur == "=" ]] && cur="" at=$((at + 1))
  before="${COMP_WORDS[at - 1]}"
  if [[ $before == "=" ]]; then
    before="${COMP_WORDS[at - 2]}"
    [[ $before == -* ]] || before="a file"
  fi
  value=$(_banlint_value "$command $before")
  if [[ -n $value || $before == "a file" ]]; then
    _banlint_offer "$1" "${value:-files}" "$cur"
  elif [[ $cur == -* ]]; then
    _banlint_reply < <(compgen -W "$(_banlint_options "$command")" -- "$cur")
  else
    _banlint_offer "$1" "$(_banlint_argument "$command $((at - 2 < 1 ? at - 2 : 1))")" "$cur"
  fi
}

complete -F _banlint banlint
"""
_ZSH = r"""#compdef banlint
# zsh completion for banlint; made by `banlint completion zsh`.

_banlint_ids() {
  local kind ids=()
  for kind in "$@"; do ids+=(${(f)"$($words[1] completion --ids $kind 2>/dev/null)"}); done
  compset -P '*,'
  compadd -a ids
}

_banlint_words() {
  compset -P '*,'
  compadd -- "$@"
}

_banlint_report() {
  if compset -P '*='; then _files; else compadd -S '' -- "$@"; fi
}

_banlint() {
  local line state commands=(
@COMMANDS@
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local name=$words[2]
  words=("$words[1]" "${(@)words[3,-1]}")
  ((CURRENT--))
  case $name in
@CASES@
  esac
}

if [[ ${funcstack[1]} == _banlint ]]; then _banlint "$@"; else compdef _banlint banlint; fi
"""
_FISH = r"""# fish completion for banlint; made by `banlint completion fish`.

function __banlint_ids
    for kind in $argv
        command banlint completion --ids $kind 2>/dev/null
    end
end

function __banlint_reports
    switch (commandline -ct)
        case '*=*'
            set -l parts (string split -m 1 = -- (commandline -ct))
            __fish_complete_path $parts[2] | string replace -r '^' "$parts[1]="
        case '*'
            string join \n $argv
    end
end

complete -c banlint -f
complete -c banlint -n __fish_use_subcommand -l help -d 'show the help'
complete -c banlint -n __fish_use_subcommand -l version -d 'show the version'
"""


def bash(commands: Sequence[Command]) -> str:
    """For bash 3.2 or later."""
    options = [(one.name, " ".join(name for option in one.options for name in option.names)) for one in commands]
    values = [(f"{one.name} {name}", option.value or "-") for one, option, name in _valued(commands)]
    arguments = [
        (f"{one.name} {place}", offer)
        for one in commands
        if one.arguments
        for place, offer in enumerate((one.arguments[0], one.arguments[-1]))
    ]
    names = " ".join(one.name for one in commands)
    parts = {"OPTIONS": options, "VALUES": values, "ARGUMENTS": arguments}
    text = _BASH.replace("@COMMANDS@", names)
    for part, rows in parts.items():
        text = text.replace(f"@{part}@", "\n".join(_cases(rows)))
    return text


def _cases(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What to say of which word, those that have the same said of them together."""
    grouped: dict[str, list[str]] = {}
    for word, said in rows:
        grouped.setdefault(said, []).append(f'"{word}"')
    for said, words in grouped.items():
        if said:
            yield f"    {' | '.join(words)}) echo '{said}' ;;"


def _valued(commands: Sequence[Command]) -> Iterator[tuple[Command, Option, str]]:
    return (
        (one, option, name) for one in commands for option in one.options if option.metavar for name in option.names
    )


def zsh(commands: Sequence[Command]) -> str:
    """For zsh 5, sourced or from a folder of `$fpath`."""
    listed = "\n".join(f"    {_quoted(_plain(one.name) + ':' + _plain(one.summary))}" for one in commands)
    cases = "\n".join(f"    {one.name})\n      _arguments -s -S {_zsh_of(one)} ;;" for one in commands)
    return _ZSH.replace("@COMMANDS@", listed).replace("@CASES@", cases)


def _zsh_of(command: Command) -> str:
    specs = []
    for option in command.options:
        rest = f"[{_plain(option.summary)}]"
        if option.metavar:
            rest += f":{_plain(option.metavar)}:{_zsh_offer(option.value)}"
        for name in option.names:
            equals = "=" if option.metavar and name.startswith("--") else ""
            specs.append(_quoted(f"*{name}{equals}{rest}"))
    last = len(command.arguments)
    for place, offer in enumerate(command.arguments, 1):
        specs.append(_quoted(f"{place if place < last else '*'}:argument:{_zsh_offer(offer)}"))
    return " \\\n        ".join(specs)


def _zsh_offer(offer: str) -> str:
    if offer in ("files", "folders"):
        return "_files" if offer == "files" else "_files -/"
    if offer.startswith("@"):
        return f" _banlint_ids {offer.replace('@', '')}"
    if offer.endswith("="):
        return f" _banlint_report {offer}"
    return f" _banlint_words {offer}" if offer else " "


def _plain(text: str) -> str:
    """`text` as a part of what `_arguments` takes apart."""
    return "".join(f"\\{one}" if one in "[]:\\" else one for one in text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def fish(commands: Sequence[Command]) -> str:
    """For fish 3."""
    return _FISH + "\n".join(line for one in commands for line in _fish_of(one)) + "\n"


def _fish_of(command: Command) -> Iterator[str]:
    yield f"\ncomplete -c banlint -n __fish_use_subcommand -a {command.name} -d {_fish_text(command.summary)}"
    head = f"complete -c banlint -n '__fish_seen_subcommand_from {command.name}'"
    for option in command.options:
        names = " ".join(f"-l {one[2:]}" if one.startswith("--") else f"-s {one[1:]}" for one in option.names)
        yield f"{head} {names} -d {_fish_text(option.summary)}{_fish_offer(option.value) if option.metavar else ''}"
    for offer in dict.fromkeys(command.arguments):
        if offer:
            yield f"{head}{_fish_offer(offer).replace(' -x', '').replace(' -r', '')}"


def _fish_offer(offer: str) -> str:
    if offer == "files":
        return " -r -F"
    if offer == "folders":
        return " -x -a '(__fish_complete_directories)'"
    if offer.startswith("@"):
        return f" -x -a \"(__fish_complete_list , '__banlint_ids {offer.replace('@', '')}')\""
    if offer.endswith("="):
        return f" -x -a '(__banlint_reports {offer})'"
    return f" -x -a '{offer}'" if offer else " -x"


def _fish_text(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
