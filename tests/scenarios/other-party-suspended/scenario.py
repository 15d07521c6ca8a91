import checks


def run(world):
    checks.kept_for_later(world, "fault=PERTUKARAN_DIHENTIKAN@KirimPekerja")
