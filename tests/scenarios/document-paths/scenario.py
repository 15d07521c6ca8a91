import checks
import soap

ABSENT = ("/", "/ws/", "/ws/pekerja", "/ws/lain?wsdl", "/ws/pekerja?xsd", "/ws/pekerja?wsdl=../umum.xsd",
          "/schemas/", "/schemas/../wsdl/pekerja.wsdl", "/schemas/..%2f..%2fetc/passwd", "/../../etc/passwd",
          "/ws/../../etc/passwd?wsdl", "/schemas/pekerja.wsdl", "/schemas/umum.xsd%00", "/schemas//etc/passwd",
          "//etc/passwd", "/ws/pekerja/../pekerja?wsdl", "/schemas/UMUM.xsd")
PRESENT = ("/ws/badan-usaha?wsdl", "/ws/pimpinan?wsdl", "/ws/pekerja?WSDL", "/schemas/umum.xsd",
           "/schemas/badan-usaha.xsd", "/schemas/pimpinan.xsd", "/schemas/pekerja.xsd")


def run(world):
    for path in ABSENT:
        answer = soap.request(world.address(), "GET", path)
        checks.equal(404, answer.status, path)
        checks.equal(False, b"root:" in answer.body, f"{path} gives a file")
    for path in PRESENT:
        answer = soap.request(world.address(), "GET", path)
        checks.equal(200, answer.status, path)
        answer.tree()
