"""Checks the files of finalized episodes with other people's tools: validate.py FOLDER…

Readers of subtitles forgive a lot (webvtt-py drops a bad cue without a word), so counts, order, voices and words are compared
with the script as well. A folder may hold the feed that lists its episode, and its sound. Prints a line for each fault, with
its folder; exits with 1 where there is one. With CASTLINE_VALIDATORS=required a program that is not installed is a fault.
"""

import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import feedparser
import html5lib
import jsonschema
import podcastparser
import pysubs2
import srt
import webvtt
from lxml import etree
from mutagen.id3 import ID3
from podcast_chapter_tools.extractors import (
    extract_description_chapters,
    extract_pci_chapters,
    extract_psc_chapters_from_file,
)
from podcast_chapter_tools.id3 import extract_id3_chapters
from podcast_transcript_convert.converters.vtt_to_json import vtt_to_podcast_dict
from screenplain.parsers import fountain
from screenplain.types import Dialog, DualDialog, Section

HERE = Path(__file__).parent
CHAPTERS = jsonschema.Draft202012Validator(json.loads((HERE / "chapters.schema.json").read_text(encoding="utf-8")))
FEED = etree.RelaxNG(etree.parse(HERE / "feed.rng"))


def has(program):
    """Whether a program is there; where it has to be, its absence shows when it is started."""
    return shutil.which(program) is not None or os.environ.get("CASTLINE_VALIDATORS") == "required"


def words(text):
    """The letters and figures of a text, whatever is between them."""
    return "".join(c for c in text if unicodedata.category(c)[0] in "LNM")


def line(text):
    return " ".join("".join(c for c in text if c.isspace() or unicodedata.category(c) != "Cc").split())


def runs(names):
    return [name for index, name in enumerate(names) if index == 0 or names[index - 1] != name]


class Package:
    def __init__(self, folder):
        self.folder = folder
        self.faults = []
        self.script = json.loads(self.read("script.json"))
        self.segments = [segment for segment in self.script["segments"] if segment["turns"]]
        self.turns = [turn for segment in self.segments for turn in segment["turns"]]
        self.spoken = words("".join(turn["text"] for turn in self.turns))
        self.speakers = [line(turn["speaker"]) for turn in self.turns]
        self.publication = json.loads(self.read("publication.json"))

    def check(self, holds, message):
        if not holds:
            self.faults.append(message)

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def ordered(self, name, times):
        self.check(all(start < end for start, end in times), f"{name}: a cue ends before it begins")
        self.check(all(a[1] <= b[0] for a, b in zip(times, times[1:])), f"{name}: cues overlap")
        self.check(not times or times[0][0] == 0, f"{name}: the first cue is not at 0")

    def vtt(self):
        text = self.read("transcript.vtt")
        cues = webvtt.from_buffer(io.StringIO(text)).captions
        self.check(text.startswith("WEBVTT\n\n"), "transcript.vtt: no header")
        self.check(len(cues) == text.count(" --> "), f"transcript.vtt: {len(cues)} cues read of {text.count(' --> ')}")
        times = [
            (cue.start_in_seconds * 1000 + int(cue.start[-3:]), cue.end_in_seconds * 1000 + int(cue.end[-3:])) for cue in cues
        ]
        self.ordered("transcript.vtt", times)
        self.check(runs([html.unescape(cue.voice or "") for cue in cues]) == runs(self.speakers), "transcript.vtt: voices differ from the script")
        self.check(words(html.unescape("".join(cue.text for cue in cues))) == self.spoken, "transcript.vtt: words differ from the script")
        for row in re.findall(r"^(?!.* --> )(?:<v [^>]*>)?(.*)$", text, re.M):
            self.check(len(html.unescape(row)) <= 65, f"transcript.vtt: {len(row)} characters in a line: {row}")

    def srt(self):
        text = self.read("transcript.srt")
        subtitles = list(srt.parse(text))
        self.check(len(subtitles) == text.count(" --> "), f"transcript.srt: {len(subtitles)} cues read of {text.count(' --> ')}")
        self.check(len(pysubs2.SSAFile.from_string(text, format_="srt")) == len(subtitles), "transcript.srt: pysubs2 reads another number of cues")
        self.check([cue.index for cue in subtitles] == list(range(1, len(subtitles) + 1)), "transcript.srt: numbers are not 1, 2, 3 …")
        self.ordered("transcript.srt", [(cue.start.total_seconds(), cue.end.total_seconds()) for cue in subtitles])
        self.check(all(0 < len(cue.content.split("\n")) <= 2 for cue in subtitles), "transcript.srt: more than two lines in a cue")
        self.check(all(len(row) <= 32 for cue in subtitles for row in cue.content.split("\n")), "transcript.srt: a line above 32 characters")
        expected = "".join(
            (turn["speaker"] if index == 0 or self.speakers[index - 1] != self.speakers[index] else "") + turn["text"]
            for index, turn in enumerate(self.turns)
        )
        self.check(words("".join(cue.content for cue in subtitles)) == words(expected), "transcript.srt: words differ from the script")

    def transcript(self):
        """Transcript JSON, beside what another program makes of our WebVTT."""
        transcript = json.loads(self.read("transcript.json"))
        parts = transcript["segments"]
        self.check(transcript["version"] == "1.0.0", "transcript.json: version is not 1.0.0")
        self.check(len(parts) == len(self.turns), "transcript.json: segments differ from turns")
        self.check([part["speaker"] for part in parts] == self.speakers, "transcript.json: speakers differ from the script")
        self.ordered("transcript.json", [(part["startTime"], part["endTime"]) for part in parts])
        converted = vtt_to_podcast_dict(self.read("transcript.vtt"))
        for key, at in (("startTime", 0), ("endTime", -1)):
            ours, theirs = parts[at][key], converted["segments"][at][key]
            self.check(abs(ours - theirs) < 0.002, f"transcript.json: {key} is {ours}, and {theirs} in transcript.vtt")
        self.end = parts[-1]["endTime"]

    def page(self, name):
        """A page that an HTML5 parser reads without a single complaint."""
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        tree = parser.parse(self.read(name))
        self.check(not parser.errors, f"{name}: {[error[1] for error in parser.errors][:3]}")
        used = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        strange = used - set("html head meta title body h1 h2 p ul ol li a blockquote time cite".split())
        self.check(not strange, f"{name}: elements {strange}")
        self.check(all(a.get("href", "").startswith("http") and len(a.attrib) == 1 for a in tree.iter("a")), f"{name}: a link leads astray")
        language = self.publication["language"]
        self.check(tree.get("lang") == language, f"{name}: the language is not {language}")
        self.check((tree.get("dir") == "rtl") == (language.split("-")[0] in ("ar", "he", "fa", "ur")), f"{name}: the direction is wrong")
        return tree

    def pages(self):
        tree = self.page("transcript.html")
        said = ["".join(p.itertext()) for p in tree.iter("p") if p.find("cite") is not None]
        self.check(len(said) == len(self.turns), "transcript.html: paragraphs differ from turns")
        self.check([line(c.text or "").rstrip(":") for c in tree.iter("cite")] == self.speakers, "transcript.html: speakers differ")
        for turn, text in zip(self.turns, said):
            self.check(words(text).endswith(words(turn["text"])), f"transcript.html: {turn['id']} differs from the script")
        notes = self.page("show-notes.html")
        self.check(words("".join(notes.find(".//h1").itertext())) == words(self.publication["text"]["title"]), "show-notes.html: another title")
        for correction in self.publication["corrections"]:
            for name in ("show-notes.html", "show-notes.md", "description.txt", "transcript.html", "transcript.txt", "item.xml"):
                self.check(words(correction["statement"]) in words(html.unescape(self.read(name))), f"{name}: lacks a correction")

    def chapters(self):
        chapters = json.loads(self.read("chapters.json"))
        for error in CHAPTERS.iter_errors(chapters):
            self.check(False, f"chapters.json: {error.json_path}: {error.message}")
        self.titles = [chapter["title"] for chapter in chapters["chapters"]]
        self.starts = [chapter["startTime"] for chapter in chapters["chapters"]]
        self.check(self.starts[:1] == [0], "chapters.json: the first chapter is not at 0")
        self.check(all(a < b for a, b in zip(self.starts, self.starts[1:])), "chapters.json: chapters are not in order")
        self.check(len(self.starts) == len(self.segments), "chapters.json: chapters differ from segments")
        self.same("chapters.json", extract_pci_chapters(chapters))

    def same(self, name, found):
        """Whether podcast-chapter-tools reads the chapters that we have written, in whole seconds."""
        found = [(chapter.start, words(chapter.title)) for chapter in found or []]
        ours = [(int(start), words(title)) for start, title in zip(self.starts, self.titles)]
        self.check(found == ours, f"{name}: podcast-chapter-tools reads {found}")

    def description(self):
        text = self.read("description.txt")
        stamps = re.findall(r"^((?:\d\d:)?\d\d:\d\d) (\S.*)$", text, re.M)
        self.check(len(text.encode()) <= 4000, "description.txt: more than 4,000 bytes")
        self.check([title for _, title in stamps] == self.titles, "description.txt: titles differ from the chapters")
        self.check(stamps[:1] != [] and set(stamps[0][0]) == {"0", ":"}, "description.txt: the first stamp is not 00:00")
        # Its pattern ends a title at a bracket, and it takes a single chapter for none.
        if len(stamps) > 1 and not any(set("([<") & set(title) for title in self.titles):
            self.same("description.txt", extract_description_chapters(text))

    def fountain(self):
        play = fountain.parse(io.StringIO(self.read("script.fountain")))
        sections = [part for part in play.paragraphs if isinstance(part, Section)]
        dialogs = [part for part in play.paragraphs if isinstance(part, (Dialog, DualDialog))]
        self.check(not any(isinstance(part, DualDialog) for part in dialogs), "script.fountain: two speakers at once")
        dialogs = [part for part in dialogs if isinstance(part, Dialog)]
        self.check(len(play.paragraphs) == len(sections) + len(dialogs), "script.fountain: something is neither section nor dialogue")
        self.check([words(str(part.text)) for part in sections] == [words(part["title"]) for part in self.script["segments"]], "script.fountain: sections differ from the script")
        self.check([words(str(part.character)) for part in dialogs] == [words(name) for name in self.speakers], "script.fountain: speakers differ from the script")
        read_back = [words("".join(str(text) for aside, text in part.blocks if not aside)) for part in dialogs]
        self.check(read_back == [words(turn["text"]) for turn in self.turns], "script.fountain: words differ from the script")

    def xml(self, name):
        """Well-formed, and as the schema says."""
        try:
            tree = etree.parse(self.folder / name)
        except etree.XMLSyntaxError as error:
            self.check(False, f"{name}: {error}")
            return None
        if has("xmllint"):
            lint = subprocess.run(
                ["xmllint", "--noout", "--relaxng", HERE / "feed.rng", self.folder / name], capture_output=True, text=True, timeout=30
            )
            self.check(lint.returncode == 0, f"{name}: xmllint: {lint.stderr[:300]}")
        if not FEED.validate(tree):
            self.check(False, f"{name}: {FEED.error_log.last_error}")
        return tree

    def soundbites(self, item):
        """Samples that begin and end with turns, and whose first words are theirs."""
        parts = json.loads(self.read("transcript.json"))["segments"]
        bites = item.findall(".//{https://podcastindex.org/namespace/1.0}soundbite")
        self.check(not bites or bool(self.publication.get("audio")), "item.xml: a soundbite without sound")
        for bite in bites:
            start, end = float(bite.get("startTime")), float(bite.get("startTime")) + float(bite.get("duration"))
            first = next((part for part in parts if abs(part["startTime"] - start) < 0.002), None)
            self.check(first is not None, f"item.xml: no turn begins with the soundbite at {start}")
            self.check(any(abs(part["endTime"] - end) < 0.002 for part in parts), f"item.xml: no turn ends with the soundbite at {end}")
            if first is not None:
                self.check(words(first["body"]).startswith(words(bite.text.rstrip("…"))), f"item.xml: the soundbite at {start} begins otherwise")

    def feed(self):
        item = self.xml("item.xml")
        if item is not None:
            self.soundbites(item)
        if not (self.folder / "feed.xml").exists() or self.xml("feed.xml") is None:
            return
        text = self.read("feed.xml")
        feed = feedparser.parse(text)
        self.check(not feed.bozo, f"feed.xml: feedparser: {feed.get('bozo_exception')}")
        self.check(feed.feed.get("podcast_guid", "x") != "", "feed.xml: no guid")
        dates = [entry.published_parsed for entry in feed.entries]
        self.check(all(dates) and dates == sorted(dates, reverse=True), "feed.xml: not newest first")
        entry = next((entry for entry in feed.entries if entry.id == self.publication["guid"]), None)
        self.check(entry is not None, "feed.xml: does not list this episode")
        if entry is None:
            return
        self.check(words(entry.title) == words(self.publication["text"]["title"]), "feed.xml: another title")
        self.check(entry.itunes_duration == str(self.publication["durationSeconds"]), "feed.xml: another duration")
        for element in ("description", "{http://purl.org/rss/1.0/modules/content/}encoded"):
            for item in etree.fromstring(text.encode()).iter("item"):
                fragment = item.findtext(element)
                parser = html5lib.HTMLParser()
                parser.parseFragment(fragment)
                self.check(not parser.errors, f"feed.xml: {element}: {[error[1] for error in parser.errors][:3]}")
        app = podcastparser.parse("https://example.org/feed.xml", io.BytesIO(text.encode()))
        audio = self.publication.get("audio")
        self.check(len(app["episodes"]) == len(feed.entries), "feed.xml: podcastparser lists another number of episodes")
        self.check(bool(entry.enclosures) == bool(audio), "feed.xml: an enclosure without sound, or the reverse")
        if audio:
            (found,) = [episode for episode in app["episodes"] if episode["guid"] == entry.id]
            self.check(found["enclosures"][0]["file_size"] == (self.folder / "episode.mp3").stat().st_size, "feed.xml: another size than the file's")
            self.check(found["total_time"] == self.publication["durationSeconds"], "feed.xml: podcastparser reads another duration")
        self.same("feed.xml", extract_psc_chapters_from_file(self.folder / "feed.xml", entry.id))
        self.check(entry.get("podcast_chapters", {}).get("type") == "application/json+chapters", "feed.xml: no chapters")

    def audio(self):
        sound = self.folder / "episode.mp3"
        self.check(sound.exists() == bool(self.publication.get("audio")), "episode.mp3: not as publication.json says")
        if not sound.exists() or not has("ffprobe"):
            return
        command = ["ffprobe", "-v", "error", "-show_format", "-show_chapters", "-of", "json", sound]
        facts = json.loads(subprocess.run(command, capture_output=True, timeout=60, check=True).stdout)
        duration = float(facts["format"]["duration"])
        self.check(abs(duration - self.end) < 1, f"episode.mp3: {duration} s, and the transcript ends at {self.end} s")
        self.check(abs(duration - self.publication["durationSeconds"]) < 1, "episode.mp3: the feed gives another duration")
        chapters = facts["chapters"]
        self.check([words(chapter["tags"]["title"]) for chapter in chapters] == [words(title) for title in self.titles], "episode.mp3: chapters differ")
        for chapter, start in zip(chapters, self.starts):
            self.check(abs(float(chapter["start_time"]) - start) < 0.01, f"episode.mp3: a chapter begins at {chapter['start_time']}, not {start}")
        tags = ID3(sound)
        for frame in ("TIT2", "TALB", "TPE1", "TCON", "TDRC", "TXXX:comment"):
            self.check(bool(tags.getall(frame)), f"episode.mp3: no {frame}")
        self.check(len(tags.getall("CHAP")) == len(self.starts), "episode.mp3: CHAP frames differ from the chapters")
        self.check(len(tags.getall("CTOC")) == 1, "episode.mp3: no CTOC")
        self.same("episode.mp3", extract_id3_chapters(sound))
        if has("mp3val"):
            report = subprocess.run(["mp3val", sound], capture_output=True, text=True, timeout=60, check=True).stdout
            self.check("WARNING" not in report and "ERROR" not in report, f"episode.mp3: mp3val: {report[:300]}")
        if has("id3v2"):
            report = subprocess.run(["id3v2", "-l", sound], capture_output=True, text=True, timeout=60, check=True).stdout
            self.check(report.count("CHAP") == len(self.starts), f"episode.mp3: id3v2 lists {report[:300]}")
        command = ["ffmpeg", "-hide_banner", "-nostdin", "-i", sound, "-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-"]
        log = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stderr
        summary = log[log.rindex("Summary:") :]
        loudness = float(re.search(r"I:\s+(-?[\d.]+) LUFS", summary)[1])
        peak = float(re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)[1])
        self.check(abs(loudness + 16) <= 1, f"episode.mp3: {loudness} LUFS")
        self.check(peak <= -1, f"episode.mp3: a true peak of {peak} dBTP")

    def run(self):
        for step in (
            self.vtt, self.srt, self.transcript, self.pages, self.chapters, self.description, self.fountain, self.feed, self.audio,
        ):
            try:
                step()
            except Exception as error:  # a reader that cannot go on has found a fault
                self.check(False, f"{step.__name__}: {type(error).__name__}: {error}")
        return self.faults


bad = 0
for folder in map(Path, sys.argv[1:]):
    try:
        faults = Package(folder).run()
    except Exception as error:
        faults = [f"{type(error).__name__}: {error}"]
    bad += bool(faults)
    for fault in faults:
        print(f"{folder.name}: {fault}")
print(f"{len(sys.argv) - 1} packages, {bad} with faults")
sys.exit(1 if bad else 0)
