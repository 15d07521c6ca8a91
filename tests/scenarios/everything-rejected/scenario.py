import checks
import records


def run(world):
    workers = [checks.fresh_worker(nik="1234567890123456"), checks.fresh_worker(nama="-", alamat=None)]
    id_pesan = records.new_id()
    with checks.lawan_away(world):
        answer = checks.send(world, checks.message(*workers, id_pesan=id_pesan))
    checks.equal((200, "DITOLAK"), (answer.status, answer.value("status")), "answer")
    first, second = (set(one[2]) for one in answer.hasil())
    checks.equal(True, "C1_DUMMY" in first, "C1_DUMMY found")
    checks.equal({"C3_WAJIB", "C5_WAJIB"}, {"C3_WAJIB", "C5_WAJIB"} & second, "findings of the second")
    checks.recorded(world, answer.nomor, "answered", "DITOLAK")
    checks.equal("DITOLAK", checks.status_of(world, id_pesan), "StatusPesan")
