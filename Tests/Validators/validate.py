"""Checks the files of a finished episode with other people's tools: validate.py FOLDER

Readers of subtitles forgive a lot (webvtt-py drops a bad cue without a word), so counts, order, voices and words are compared
with the script as well. Prints a line for each fault; exits with 1 where there is one.
"""

import html
import io
import json
import re
import sys
import unicodedata
from pathlib import Path

import jsonschema
import srt
import webvtt
from podcast_transcript_convert.converters.vtt_to_json import vtt_to_podcast_dict
from screenplain.parsers import fountain
from screenplain.types import Dialog, DualDialog, Section

folder = Path(sys.argv[1])
faults = []


def check(holds, message):
    if not holds:
        faults.append(message)


def read(name):
    return (folder / name).read_text(encoding="utf-8")


def words(text):
    """The letters and figures of a text, whatever is between them."""
    return "".join(c for c in text if unicodedata.category(c)[0] in "LNM")


def line(text):
    return " ".join("".join(c for c in text if c.isspace() or unicodedata.category(c) != "Cc").split())


script = json.loads(read("script.json"))
segments = [segment for segment in script["segments"] if segment["turns"]]
turns = [turn for segment in segments for turn in segment["turns"]]
spoken = words("".join(turn["text"] for turn in turns))
speakers = [line(turn["speaker"]) for turn in turns]


def runs(names):
    return [name for index, name in enumerate(names) if index == 0 or names[index - 1] != name]


def ordered(name, times):
    check(all(start < end for start, end in times), f"{name}: a cue ends before it begins")
    check(all(a[1] <= b[0] for a, b in zip(times, times[1:])), f"{name}: cues overlap")
    check(not times or times[0][0] == 0, f"{name}: the first cue is not at 0")


# WebVTT
text = read("transcript.vtt")
cues = webvtt.from_buffer(io.StringIO(text)).captions
check(text.startswith("WEBVTT\n\n"), "transcript.vtt: no header")
check(len(cues) == text.count(" --> "), f"transcript.vtt: {len(cues)} cues read of {text.count(' --> ')}")
ordered("transcript.vtt", [(cue.start_in_seconds * 1000 + int(cue.start[-3:]), cue.end_in_seconds * 1000 + int(cue.end[-3:])) for cue in cues])
check(runs([html.unescape(cue.voice or "") for cue in cues]) == runs(speakers), "transcript.vtt: voices differ from the script")
check(words(html.unescape("".join(cue.text for cue in cues))) == spoken, "transcript.vtt: words differ from the script")
for row in re.findall(r"^(?!.* --> )(?:<v [^>]*>)?(.*)$", text, re.M):
    check(len(html.unescape(row)) <= 65, f"transcript.vtt: {len(row)} characters in a line: {row}")

# SubRip
text = read("transcript.srt")
subtitles = list(srt.parse(text))
check(len(subtitles) == text.count(" --> "), f"transcript.srt: {len(subtitles)} cues read of {text.count(' --> ')}")
check([cue.index for cue in subtitles] == list(range(1, len(subtitles) + 1)), "transcript.srt: numbers are not 1, 2, 3 …")
ordered("transcript.srt", [(cue.start.total_seconds(), cue.end.total_seconds()) for cue in subtitles])
check(all(0 < len(cue.content.split("\n")) <= 2 for cue in subtitles), "transcript.srt: more than two lines in a cue")
check(all(len(row) <= 32 for cue in subtitles for row in cue.content.split("\n")), "transcript.srt: a line above 32 characters")
expected = "".join(
    (turn["speaker"] if index == 0 or speakers[index - 1] != speakers[index] else "") + turn["text"]
    for index, turn in enumerate(turns)
)
check(words("".join(cue.content for cue in subtitles)) == words(expected), "transcript.srt: words differ from the script")

# Transcript JSON, beside what another program makes of our WebVTT
transcript = json.loads(read("transcript.json"))
check(transcript["version"] == "1.0.0", "transcript.json: version is not 1.0.0")
check(len(transcript["segments"]) == len(turns), "transcript.json: segments differ from turns")
check([part["speaker"] for part in transcript["segments"]] == speakers, "transcript.json: speakers differ from the script")
ordered("transcript.json", [(part["startTime"], part["endTime"]) for part in transcript["segments"]])
converted = vtt_to_podcast_dict(read("transcript.vtt"))
for key, at in (("startTime", 0), ("endTime", -1)):
    ours, theirs = transcript["segments"][at][key], converted["segments"][at][key]
    check(abs(ours - theirs) < 0.002, f"transcript.json: {key} is {ours}, and {theirs} in transcript.vtt")

# Chapters
chapters = json.loads(read("chapters.json"))
schema = json.loads((Path(__file__).parent / "chapters.schema.json").read_text(encoding="utf-8"))
for error in jsonschema.Draft202012Validator(schema).iter_errors(chapters):
    check(False, f"chapters.json: {error.json_path}: {error.message}")
starts = [chapter["startTime"] for chapter in chapters["chapters"]]
check(starts[:1] == [0], "chapters.json: the first chapter is not at 0")
check(all(a < b for a, b in zip(starts, starts[1:])), "chapters.json: chapters are not in order")
check(len(starts) == len(segments), "chapters.json: chapters differ from segments")

# Description
text = read("description.txt")
stamps = re.findall(r"^((?:\d\d:)?\d\d:\d\d) (\S.*)$", text, re.M)
check(len(text.encode()) <= 4000, "description.txt: more than 4,000 bytes")
check([title for _, title in stamps] == [chapter["title"] for chapter in chapters["chapters"]], "description.txt: titles differ from the chapters")
check(stamps[:1] != [] and set(stamps[0][0]) == {"0", ":"}, "description.txt: the first stamp is not 00:00")

# Fountain
play = fountain.parse(io.StringIO(read("script.fountain")))
sections = [part for part in play.paragraphs if isinstance(part, Section)]
dialogs = [part for part in play.paragraphs if isinstance(part, (Dialog, DualDialog))]
check(not any(isinstance(part, DualDialog) for part in dialogs), "script.fountain: two speakers at once")
dialogs = [part for part in dialogs if isinstance(part, Dialog)]
check(len(play.paragraphs) == len(sections) + len(dialogs), "script.fountain: something is neither section nor dialogue")
check([words(str(part.text)) for part in sections] == [words(part["title"]) for part in script["segments"]], "script.fountain: sections differ from the script")
check([words(str(part.character)) for part in dialogs] == [words(name) for name in speakers], "script.fountain: speakers differ from the script")
read_back = [words("".join(str(text) for aside, text in part.blocks if not aside)) for part in dialogs]
check(read_back == [words(turn["text"]) for turn in turns], "script.fountain: words differ from the script")

for fault in faults:
    print(fault)
print(f"{len(cues)} + {len(subtitles)} cues, {len(turns)} turns, {len(starts)} chapters, {len(faults)} faults")
sys.exit(1 if faults else 0)
