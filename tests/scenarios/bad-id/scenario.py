import checks


def run(world):
    good = checks.message(checks.fresh_worker(nama=checks.MARK), id_pesan="ID")
    for bad in ("", "<s:idPesan></s:idPesan>", f"<s:idPesan>{'a' * 65}</s:idPesan>",
                f"<s:idPesan>{checks.MARK} spasi</s:idPesan>", "<s:idPesan>a/../b</s:idPesan>"):
        answer = checks.send(world, good.replace("<s:idPesan>ID</s:idPesan>", bad))
        checks.refused(world, answer, "PESAN_TIDAK_SAH")
