import checks


def run(world):
    checks.refused_by_lawan(world, "fault=PESAN_TIDAK_SAH@KirimPekerja")
