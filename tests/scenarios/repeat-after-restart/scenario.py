import checks
import records


def run(world):
    body = checks.message(checks.fresh_worker(), id_pesan=records.new_id())
    first = checks.send(world, body)
    checks.equal(0, world.gateway.stop(), "exit status")
    world.start_gateway()
    again = checks.send(world, body)
    checks.equal((200, first.body), (again.status, again.body), "the answer")
