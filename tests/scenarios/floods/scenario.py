import checks
import soap


def run(world):
    deep = "<s:a>" * 50_000 + checks.MARK + "</s:a>" * 50_000
    attributes = " ".join(f'a{number}="{checks.MARK}"' for number in range(50_000))
    long_name = "n" * 100_000
    for part in (deep, f"<s:a {attributes}/>", f"<s:{long_name}/>"):
        body = soap.envelope("pekerja", f"<s:KirimPekerja>{part}</s:KirimPekerja>")
        checks.refused(world, soap.post(world.address(), "pekerja", body), "BATAS_TERLAMPAUI")
