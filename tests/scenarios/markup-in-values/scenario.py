import checks
import soap

NAMES = ("<script>alert(1)</script>", "Robert'); DROP TABLE pekerja;--", "=CMD|' /C calc'!A0",
         "%s%n%x ${jndi} $(id) `id`", "]]> &amp; &#0;", "Ñoño Šimić 李 \u202eterbalik", "a\u2028b")


def run(world):
    workers = [checks.fresh_worker(nama=name, jabatan=f"Jabatan {name}") for name in NAMES]
    answer = checks.send(world, checks.message(*workers))
    checks.equal(["DITERIMA"] * len(workers), [one[1] for one in answer.hasil()], "verdicts")
    for worker in workers:
        taken = checks.ask(world, "AmbilPekerja", soap.text("s:nik", worker["nik"]))
        checks.equal((worker["nama"], worker["jabatan"]), (taken.value("nama"), taken.value("jabatan")), "values")
