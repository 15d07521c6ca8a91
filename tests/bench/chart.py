"""A line of points as an SVG: the horizontal axis in powers of ten, the vertical one from 0."""

import math
from pathlib import Path

WIDTH, HEIGHT, LEFT, BOTTOM = 560, 260, 70, 50


def draw(file: Path, points: list[tuple[float, float]]) -> None:
    """Of (workers, microseconds a record)."""
    most = max(y for _, y in points) * 1.25
    low, high = math.log10(points[0][0]), math.log10(points[-1][0])

    def place(x: float, y: float) -> tuple[float, float]:
        return (LEFT + 20 + (math.log10(x) - low) / (high - low) * (WIDTH - LEFT - 60),
                HEIGHT - BOTTOM - y / most * (HEIGHT - BOTTOM - 20))

    base = HEIGHT - BOTTOM
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
             f'<path d="M{LEFT} 20V{base}H{WIDTH - 20}" fill="none" stroke="black"/>',
             f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">workers in one synchronisation</text>',
             f'<text x="16" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 16 {HEIGHT / 2})">'
             'microseconds a record</text>']
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in points))
    parts.append(f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>')
    for count, cost in points:
        x, y = place(count, cost)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f5fa8"/>'
                     f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{cost:.1f}</text>'
                     f'<text x="{x:.1f}" y="{base + 18}" text-anchor="middle">{count:,}</text>')
    file.write_text("\n".join([*parts, "</svg>"]) + "\n")
