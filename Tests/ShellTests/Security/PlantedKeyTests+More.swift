extension `Planted key`.Plant {
    /// Ways through streams, names, pages and what is made of answers.
    static let more: [Self] = [
        // A stream that a key is cut in.
        .says("an answer that is cut in the middle of a key") {
            EchoingServer.stream(["The key is KEYHEAD", "KEYTAIL and that is it."])
        },
        .says("an answer that breaks off in the middle of a key") { EchoingServer.stream(["The key is KEYHEAD"]) },
        .says("a connection that is lost in the middle of a key") {
            EchoingServer.answer(
                "200 OK",
                #"data: {"choices":[{"delta":{"content":"A reef"}}]}"# + "\n\n"
                    + #"data: {"choices":[{"delta":{"content":"KEYHEAD"#,
                type: "text/event-stream"
            )
        },
        .says("an error that breaks off in the middle of a key") {
            EchoingServer.answer("500 Internal Server Error", #"{"error":{"code":500,"message":"lost KEYHEAD"#)
        },
        .says("reasoning of an answer") {
            EchoingServer.answer(
                "200 OK",
                #"data: {"id":"g","choices":[{"delta":{"reasoning":"The key is KEY.","content":"A reef."},"finish_reason":"stop"}]}"#
                    + "\n\ndata: [DONE]\n\n",
                type: "text/event-stream"
            )
        },
        .says("comments of a stream, and members that nobody knows") {
            EchoingServer.answer(
                "200 OK",
                ": KEY\n\nevent: KEY\nid: KEY\n"
                    + #"data: {"id":"g","KEY":"KEY","choices":[{"delta":{"content":"A reef.","KEY":1},"finish_reason":"KEY"}]}"#
                    + "\n\ndata: [DONE]\n\n",
                type: "text/event-stream"
            )
        },
        .says("headers without end") {
            "HTTP/1.1 200 KEY\r\nKEY: KEY\r\nset-cookie: KEY\r\n" + String(repeating: "x-a: KEY\r\n", count: 9_000)
        },
        .says("what is no HTTP") { "KEY KEY KEY\r\n\r\n" },
        // Names that are typed of what there is.
        .use(
            "names that are typed",
            "on-error continue; why KEY; trace KEY; replay KEY; model KEY; breakers reset KEY; budget resolve KEY; "
                + "view KEY; revert KEY; cache KEY; keys remove KEY --yes; history KEY; config KEY; schema KEY; help KEY; "
                + "gates KEY; jobs KEY; episodes KEY; edit KEY; open KEY; diff KEY"
        ),
        .use(
            "reports as JSON",
            "on-error continue; ask Hello; config --json; doctor --json; health --json; keys --json; notices --json; "
                + "breakers --json; gates --json; top --times 1 --json; budget report --json; cache --json; credits --json; "
                + "requests --json; models --json; history --json; rotate-key --dry-run --json; status --json"
        ),
        .use(
            "every command as it runs",
            "set -x; on-error continue; ask 'say KEY'; echo KEY; set k KEY; set"
        ),
        .line("faults", "on-error continue; chaos add KEY; chaos add overloaded529 --model KEY; chaos; chaos show KEY"),
        .line(
            "a show and its feed",
            "on-error continue; show new Deep --feed title=KEY --feed address=https://example.org/KEY/ --host 'KEY: asks'; "
                + "show new Sea --feed email=a@example.org --style 'KEY'; show; show view; publish"
        ),
        .line(
            "words that are edited in",
            "on-error continue; produce Reefs --minutes 2 --yes --until script > out.txt; edit script --turn t1 --say 'It is KEY.'; "
                + "correct KEY; view script; status; diff; undo; revisions; publish"
        ),
        Self(
            name: "an editor that writes it",
            words: [
                "-c", "on-error continue; new Reefs --minutes 2; edit brief; edit brief; view brief; revisions; diff",
            ],
            environment: ["EDITOR": "sh planted.sh"],
            files: ["planted.sh": ("sed -i 's/Reefs/Reefs KEY/' \"$1\"\n", 0o700)]
        ),
        Self(name: "the manual page", words: ["man"], environment: ["OPENROUTER_API_KEY": "KEY"]),
        Self(name: "the manual page of an option", words: ["man", "KEY"]),
        Self(name: "a simulator of its own", words: ["simulate", "--port", "KEY"]),
        Self(
            name: "a locale and a terminal",
            words: ["-c", "echo x; config"],
            environment: ["LANG": "KEY", "TERM": "KEY"]
        ),
        Self(name: "a home", words: ["-c", "echo x; doctor"], environment: ["XDG_CONFIG_HOME": "/nowhere/KEY"]),
        Self(
            name: "what a key program complains of",
            words: ["-c", "on-error continue; keys; ask Hello; doctor"],
            environment: ["CASTLINE_KEY_COMMAND": "sh -c 'cat planted.key; cat planted.key >&2; exit 3'"],
            files: ["planted.key": ("KEY\n", 0o600)],
            server: { _ in EchoingServer.catalogue }
        ),
        Self(
            name: "a name of a key that is added",
            words: [
                "-c", "on-error continue; keys add KEY --from planted.key; keys; keys --json; keys revoke KEY --yes",
            ],
            files: ["planted.key": ("sk-or-v1-another-key-0123456789\n", 0o600)]
        ),
        Self(
            name: "a key file with two keys",
            words: ["--key-file", "planted.key", "-c", "on-error continue; keys; ask Hello"],
            files: ["planted.key": ("KEY\nKEY\n", 0o600)]
        ),
        Self(
            name: "commands that every shell begins with",
            words: ["-c", "echo x"],
            files: ["home/rc.cast": ("alias k 'ask KEY'\necho KEY\n", 0o600)]
        ),
        Self(
            name: "a folder of sources",
            words: [
                "-c",
                "on-error continue; research Reefs --source planted; view sources; view notes; status; screen planted/a.md",
            ],
            files: ["planted/a.md": ("# KEY\n\nReefs grow slowly near Palau. See https://x/?k=KEY", 0o600)]
        ),
    ]
}
