"""The process of one job of the studio: build, package, publish, office files or preview; it ends as soon as the studio does.

It reads its order as one line of JSON, and tells what happens as lines of JSON. The end of its input ends it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from mentorkit.core.machine import is_of_the_machine, machine_problem
from mentorkit.core.problems import BuildFailed, Report
from mentorkit.workspace.workspace import ProgramFile, Workspace, required_workspace

PATIENCE = 10.0
"""Seconds that a job has to tidy up once it is to end."""
Tell = Callable[..., None]


def run(order: Mapping[str, Any], tell: Tell) -> None:
    """Do what is ordered, and tell how it ended: `ended` is "done" or "failed"."""
    try:
        result = _TASKS[order["kind"]](order, tell)
    except BuildFailed as failed:
        tell(problems=_plain(Report.of(failed.problems)), ended="failed")
    except KeyboardInterrupt:
        tell(ended="cancelled")
    except Exception as error:
        if is_of_the_machine(error):
            tell(problems=_plain(Report.of([machine_problem(error)])), ended="failed")
        else:
            tell(crashed=traceback.format_exc(), ended="failed")
    else:
        tell(ended="failed" if result is None else "done", result=result or {})


def _build(order: Mapping[str, Any], tell: Tell) -> dict[str, Any] | None:
    from mentorkit.build import pipeline

    workspace, program = _opened(order)
    built = pipeline.build(workspace, [program], workspace.root / "site", progress=_steps(tell))
    tell(problems=_plain(built.report))
    return {"folder": str(built.folders[0]), "new": bool(built.made)} if not built.failed else None


def _package(order: Mapping[str, Any], tell: Tell) -> dict[str, Any] | None:
    from mentorkit.build.package import package

    workspace, program = _opened(order)
    made = package(workspace, [program], workspace.root / "packages", progress=_steps(tell))
    tell(problems=_plain(made.report))
    return {"file": str(made.files[0])} if made.files else None


def _publish(order: Mapping[str, Any], tell: Tell) -> dict[str, Any] | None:
    from mentorkit.build.handing_on import PublishingPlace, publish
    from mentorkit.build.publishing import Branch

    workspace, program = _opened(order)
    folder, file, branch = (order.get(name, "") for name in ("folder", "zip_file", "branch"))
    to = PublishingPlace(
        Path(folder) if folder else None,
        Path(file) if file else None,
        Branch(workspace.root, branch) if branch else None,
        push=bool(order.get("push")),
    )
    told = publish(workspace, program, to, progress=_steps(tell), report=lambda report: tell(problems=_plain(report)))
    if not told.done:
        return None
    address = told.sent.address if told.sent else ""
    return {"folder": folder, "file": file, "branch": branch, "pushed_to": address if to.push else ""}


def _office(order: Mapping[str, Any], tell: Tell) -> dict[str, Any] | None:
    from mentorkit.office.office_run import make_office

    workspace, program = _opened(order)
    made = make_office(workspace, program, progress=_steps(tell))
    tell(problems=_plain(made.report))
    if made.report.stops():
        return None
    return {"folder": str(made.folder), "made": made.made, "edited": len(made.edited)}


def _preview(order: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    from mentorkit.build.preview import serve

    serve(
        Path(order["config"]), order["program"], "127.0.0.1", 0,
        say=lambda text: tell(said=text), report=lambda report: tell(problems=_plain(report)),
        serving=lambda url: tell(serving=url),
    )  # fmt: skip
    return {}


_TASKS: dict[str, Callable[[Mapping[str, Any], Tell], dict[str, Any] | None]] = {
    "build": _build, "package": _package, "publish": _publish, "office": _office, "preview": _preview,
}  # fmt: skip


def _opened(order: Mapping[str, Any]) -> tuple[Workspace, ProgramFile]:
    """The workspace and the programme of an order. Raises BuildFailed."""
    workspace = required_workspace(Path(order["config"]))
    return workspace, workspace.choose([order["program"]])[0]


def _steps(tell: Tell) -> Callable[[int, int, str], None]:
    return lambda done, total, what: tell(step=[done, total, what])


def _plain(report: Report) -> list[dict[str, Any]]:
    """Problems as JSON has them; `as_problem` reads them back."""
    return [
        {
            "rule": one.rule, "message": one.message, "at": [one.at.file, one.at.line, one.at.column],
            "hint": one.hint, "severity": str(one.severity), "client": one.client, "path": list(one.path),
        }
        for one in report.problems
    ]  # fmt: skip


def main() -> None:
    """Read the order and do it. What libraries print goes nowhere: the output is for what is told."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_studio, daemon=True).start()
    run(order, _teller(out))


def _teller(out: TextIO) -> Tell:
    lock = threading.Lock()

    def tell(**said: Any) -> None:
        with lock:
            out.write(json.dumps(said, ensure_ascii=False) + "\n")
            out.flush()

    return tell


def _end_with_the_studio() -> None:
    """Wait for the end of the input; then end, tidily where that is quick."""
    while sys.stdin.read(1):
        pass
    signal.raise_signal(signal.SIGINT) if os.name != "posix" else os.kill(os.getpid(), signal.SIGINT)
    threading.Event().wait(PATIENCE)
    os._exit(1)


if __name__ == "__main__":
    main()
