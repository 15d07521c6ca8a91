"""Runs a module's test cases in one world and says `N passed, N failed` in the end."""

import sys
import unittest


def cases(suite):
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from cases(one)
        else:
            yield one


def run(module, world) -> int:
    """Every case finds the world as self.world. The exit status."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    for case in cases(suite):
        case.world = world
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
    broken = [getattr(case, "test_case", case) for case, _ in result.failures + result.errors]
    failed = len({case.id() for case in broken})  # a case with several failed parts counts once
    if failed:
        world.print_logs()
    print(f"{result.testsRun - failed} passed, {failed} failed", flush=True)
    return 1 if failed or not result.testsRun else 0
