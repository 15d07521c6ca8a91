import checks
import soap

WORLD = "few-operations"


def run(world):
    worker = checks.fresh_worker()
    answer = checks.ask(world, "AmbilPekerja", soap.text("s:nik", worker["nik"]))
    checks.refused(world, answer, "OPERASI_TIDAK_DIIZINKAN")
    checks.equal("TIDAK_DIKENAL", checks.status_of(world, "tidak-pernah-dikirim"), "StatusPesan")
