import checks


def run(world):
    checks.kept_in_doubt(world, "status=500@KirimPekerja")
