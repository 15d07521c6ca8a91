import checks
import soap

WORLD = "agreement-over"
AFTERWARDS = False


def run(world):
    worker = checks.fresh_worker(nama=checks.MARK)
    for version in ("1.1", "1.2"):
        answer = checks.send(world, checks.message(worker), version)
        checks.refused(world, answer, "PERJANJIAN_TIDAK_BERLAKU")
    read = checks.ask(world, "AmbilPekerja", soap.text("s:nik", worker["nik"]))
    checks.refused(world, read, "PERJANJIAN_TIDAK_BERLAKU")
    checks.equal(200, soap.request(world.address(), "GET", "/ws/pekerja?wsdl").status, "HTTP status of ?wsdl")
