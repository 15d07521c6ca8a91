import checks


def run(world):
    body = f"<s:HapusPekerja><s:nama>{checks.MARK}</s:nama></s:HapusPekerja>"
    for version, status in checks.FAULT_STATUS.items():
        checks.refused(world, checks.send(world, body, version), "OPERASI_TIDAK_DIKENAL", status)
