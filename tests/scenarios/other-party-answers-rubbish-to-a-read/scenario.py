import checks
import soap


def run(world):
    with checks.lawan_with(world, "malformed@AmbilPekerja"):
        answer = checks.ask(world, "AmbilPekerja", soap.text("s:nik", checks.fresh_worker()["nik"]))
        checks.refused(world, answer, "PIHAK_LAWAN_TIDAK_TERSEDIA")
