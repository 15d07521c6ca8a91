"""A strict reader of Prometheus' text exposition format, version 0.0.4: what promtool would complain of, and more,
is a ValueError."""

import math
import re
from dataclasses import dataclass, field

NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"')
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|NaN")
TYPES = ("counter", "gauge", "histogram")
OTHER_UNITS = re.compile(r"_(?:us|ms|ns|s|minutes|hours|days|weeks|kb|kib|mb|mib|kilobytes|megabytes|percent)(?:_|$)")


@dataclass
class Family:
    name: str
    help: str
    type: str = ""
    samples: dict[tuple, float] = field(default_factory=dict)  # by (name, sorted labels)


def _labels(text: str) -> dict[str, str]:
    labels, at = {}, 0
    while at < len(text):
        match = LABEL.match(text, at)
        if not match or match.group(1) in labels or match.group(1).startswith("__"):
            raise ValueError(f"wrong labels: {text}")
        labels[match.group(1)] = re.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], match.group(2))
        at = match.end()
        if at < len(text):
            if text[at] != ",":
                raise ValueError(f"wrong labels: {text}")
            at += 1
            if at == len(text):
                raise ValueError(f"a comma too many: {text}")
    return labels


def _sample(line: str) -> tuple[str, dict[str, str], float]:
    name = NAME.match(line)
    if not name:
        raise ValueError(f"no sample: {line}")
    rest, labels = line[name.end():], {}
    if rest.startswith("{"):
        end = rest.rindex("}")
        labels, rest = _labels(rest[1:end]), rest[end + 1:]
    if not rest.startswith(" ") or not NUMBER.fullmatch(rest[1:]):
        raise ValueError(f"no number: {line}")
    return name.group(0), labels, float(rest[1:])


def _check_name(family: Family) -> None:
    if family.type == "counter" and not family.name.endswith("_total"):
        raise ValueError(f"{family.name}: a counter ends in _total")
    if family.type != "counter" and re.search(r"_(?:total|count|sum|bucket)$", family.name):
        raise ValueError(f"{family.name}: the ending of another type")
    if OTHER_UNITS.search(family.name):
        raise ValueError(f"{family.name}: base units are seconds and bytes")
    if not family.help.strip():
        raise ValueError(f"{family.name}: no help")


def _check_histograms(family: Family) -> None:
    series: dict[tuple, dict] = {}
    for (name, labels), value in family.samples.items():
        rest = tuple(pair for pair in labels if pair[0] != "le")
        one = series.setdefault(rest, {"buckets": []})
        if name.endswith("_bucket"):
            one["buckets"].append((float(dict(labels)["le"]), value))
        else:
            one[name.rpartition("_")[2]] = value
    for labels, one in series.items():
        bounds = [bound for bound, _ in one["buckets"]]
        counts = [count for _, count in one["buckets"]]
        if bounds != sorted(set(bounds)) or counts != sorted(counts):
            raise ValueError(f"{family.name}{labels}: buckets do not ascend")
        if bounds[-1] != math.inf or counts[-1] != one["count"] or "sum" not in one:
            raise ValueError(f"{family.name}{labels}: +Inf, count and sum do not fit")


def _check(family: Family) -> None:
    _check_name(family)
    endings = ("_bucket", "_sum", "_count") if family.type == "histogram" else ("",)
    for name, labels in family.samples:
        if name not in [family.name + ending for ending in endings]:
            raise ValueError(f"{name} is no sample of {family.name}")
        if family.type != "gauge" and family.samples[name, labels] < 0:
            raise ValueError(f"{name} is negative")
    if family.type == "histogram":
        _check_histograms(family)


def families(text: str) -> dict[str, Family]:
    """By name. Every family: HELP, TYPE, then its samples, each series once."""
    if not text.endswith("\n"):
        raise ValueError("the last line does not end")
    found: dict[str, Family] = {}
    now: Family | None = None
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            name, _, help_text = line[7:].partition(" ")
            if name in found or not NAME.fullmatch(name):
                raise ValueError(f"a second time, or no name: {line}")
            now = found[name] = Family(name, help_text)
        elif line.startswith("# TYPE "):
            name, _, kind = line[7:].partition(" ")
            if now is None or name != now.name or now.type or kind not in TYPES:
                raise ValueError(f"a type in the wrong place: {line}")
            now.type = kind
        else:
            name, labels, value = _sample(line)
            key = (name, tuple(sorted(labels.items())))
            if now is None or not now.type or key in now.samples:
                raise ValueError(f"twice, or without a family: {line}")
            now.samples[key] = value
    for family in found.values():
        _check(family)
    return found


def value(found: dict[str, Family], name: str, **labels: str) -> float:
    """Of one series; 0 where the family has no such one yet."""
    family = found.get(name) or found[re.sub(r"_(?:bucket|sum|count)$", "", name)]
    return family.samples.get((name, tuple(sorted(labels.items()))), 0.0)
