import checks


def run(world):
    checks.kept_in_doubt(world, "empty@KirimPekerja")
