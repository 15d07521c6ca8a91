import checks


def run(world):
    checks.kept_for_later(world, "fault=PIHAK_LAWAN_TIDAK_TERSEDIA@KirimPekerja")
