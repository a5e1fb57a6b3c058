import Testing

/// Tests at terminals take their turns: each of them keeps a thread waiting, and there may be only two.
@Suite(.serialized) enum `At a terminal` {}
