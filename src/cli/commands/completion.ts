import { UsageError } from "../../errors.ts";
import { localize } from "../../i18n/localize.ts";
import type { Command } from "../framework/command.ts";

/** The scripts are short: what may follow is asked of `oint __complete`, so they never go stale. */
const scripts: Readonly<Record<string, string>> = {
  bash: `# oint completion for bash: source <(oint completion bash)
_oint() {
  local IFS=$'\\n'
  COMPREPLY=($("\${COMP_WORDS[0]}" __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
  # An equal sign ends a word of bash.
  if [[ $COMP_WORDBREAKS == *=* ]]; then COMPREPLY=("\${COMPREPLY[@]#--*=}"); fi
}
complete -o default -F _oint oint
`,
  zsh: `#compdef oint
# oint completion for zsh: source <(oint completion zsh)
_oint() {
  local -a candidates lines
  local line word about
  lines=("\${(@f)$("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  for line in $lines; do
    word="\${line%%$'\\t'*}" about="\${line#*$'\\t'}"
    [[ $line == *$'\\t'* ]] || about=
    candidates+=("\${word//:/\\:}\${about:+:$about}")
  done
  if (( \${#candidates} )) && [[ -n \${candidates[1]} ]]; then _describe oint candidates; else _files; fi
}
if [[ -n $functions[compdef] ]]; then compdef _oint oint; else autoload -Uz compinit && compinit && compdef _oint oint; fi
`,
  fish: `# oint completion for fish: oint completion fish | source
function __oint_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l candidates ($words[1] __complete $words[2..-1] 2>/dev/null)
  if set -q candidates[1]; and test -n "$candidates[1]"
    printf '%s\\n' $candidates
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c oint -f -a '(__oint_complete)'
`,
};

const shells = Object.keys(scripts);

export const command: Command = {
  name: "completion",
  summary: "Print what a shell needs to complete functions and options",
  positionals: [{ name: "shell", required: true, complete: () => shells }],
  options: [],
  examples: ["source <(oint completion bash)", "oint completion fish | source"],
  run: async ({ positionals: [shell = ""] }) => {
    if (!Object.hasOwn(scripts, shell)) {
      const got = { shell, shells: shells.join(", ") };
      throw new UsageError(localize('there is no completion for "{shell}"; expected {shells}', got));
    }
    return scripts[shell]?.trimEnd();
  },
};
