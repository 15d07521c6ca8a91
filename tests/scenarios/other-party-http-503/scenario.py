import checks


def run(world):
    checks.kept_for_later(world, "status=503@KirimPekerja")
