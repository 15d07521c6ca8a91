import checks
import records


def run(world):
    first, second, id_pesan = checks.fresh_worker(), checks.fresh_worker(nama=checks.MARK), records.new_id()
    checks.equal("SELESAI", checks.send(world, checks.message(first, id_pesan=id_pesan)).value("status"))
    answer = checks.send(world, checks.message(second, id_pesan=id_pesan))
    checks.refused(world, answer, "ID_PESAN_DIPAKAI_ULANG")
    checks.equal(False, checks.known_to_lawan(world, second), "sent on")
    checks.equal("SELESAI", checks.status_of(world, id_pesan), "StatusPesan")
