import checks


def run(world):
    checks.refused_by_lawan(world, "status=404@KirimPekerja")
