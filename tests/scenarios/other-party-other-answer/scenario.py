import checks


def run(world):
    checks.kept_in_doubt(world, "other-answer@KirimPekerja")
