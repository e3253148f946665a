"""The GitHub Action and the GitLab component: looked over by the tools of their trade, and their steps run."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
HEAD, JOBS = yaml.safe_load_all((ROOT / "templates/banlint.yml").read_text("utf-8"))
BAD = "assets:\n  - name: gate-camera\n    manufacturer: Huawei\n    model: AR6120\n"
GOOD = "assets:\n  - {name: door, manufacturer: Example Devices}\n  - {name: box}\n"
BASH = shutil.which("bash")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BASH or os.name == "nt", reason="the steps are for a POSIX shell"),
]


def tool(name):
    """The path of a checker beside this Python or on the path; the test is skipped where there is none."""
    found = shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    if not found:
        pytest.skip(f"{name} is not installed here")
    return found


def run(*command, **more):
    given = {"capture_output": True, "encoding": "utf-8", "timeout": 300, "stdin": subprocess.DEVNULL} | more
    return subprocess.run([*map(str, command)], check=False, **given)


def shims(folder):
    """`banlint` and `python` as the steps find them after an installation."""
    folder.mkdir(parents=True)
    for name, rest in (("banlint", " -m banlint"), ("python", "")):
        path = folder / name
        path.write_text(
            f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT / "src"))} exec {shlex.quote(sys.executable)}{rest} "$@"\n'
        )
        path.chmod(0o755)


def test_the_action_is_what_the_schema_of_actions_allows():
    done = run(tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions", ROOT / "action.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing_in_the_action():
    done = run(tool("zizmor"), "--offline", "--no-progress", "--persona", "pedantic", ROOT / "action.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_input_reaches_a_script_but_through_the_environment():
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        if "run" in step:
            assert step["shell"] == "bash"
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(STEPS)))
    assert used == set(ACTION["inputs"])
    assert all(one["description"] and "default" in one for one in ACTION["inputs"].values())


def test_other_actions_are_pinned_by_commit():
    for step in STEPS:
        if "uses" in step:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])


@pytest.mark.parametrize("step", [one for one in STEPS if "run" in one], ids=lambda step: step["name"])
def test_shellcheck_finds_nothing_in_a_step(step, tmp_path):
    script = tmp_path / "step.sh"
    script.write_text(step["run"])
    done = run(tool("shellcheck"), "-s", "bash", script)
    assert done.returncode == 0, done.stdout


class Runner:
    """A job of GitHub's: a checked-out repository, and the environment that steps have."""

    def __init__(self, folder):
        self.workspace, self.temp = folder / "workspace", folder / "temp"
        self.workspace.mkdir()
        self.temp.mkdir()
        self.output, self.summary = folder / "output", folder / "summary"
        self.output.touch()
        self.summary.touch()

    def step(self, name, inputs, **steps):
        """Run a step; the values of `${{ }}` are put into its environment as GitHub does."""
        (step,) = (one for one in STEPS if one.get("name") == name)
        given = {key: one["default"] for key, one in ACTION["inputs"].items()} | inputs
        values = {f"inputs.{key}": value for key, value in given.items()} | steps
        environment = {
            key: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], value)
            for key, value in step.get("env", {}).items()
        }
        ours = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        ours |= {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temp),
        }
        options = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return run(BASH, *options, cwd=self.workspace, env=ours | environment)

    def check(self, **inputs):
        if not (self.temp / "banlint").exists():
            shims(self.temp / "banlint/bin")
        return self.step("Check inventories", {key.replace("_", "-"): value for key, value in inputs.items()})

    @property
    def outputs(self):
        return dict(line.split("=", 1) for line in self.output.read_text().splitlines())


@pytest.fixture
def runner(tmp_path):
    return Runner(tmp_path)


def test_a_check_annotates_summarises_and_tells_its_outputs(runner):
    (runner.workspace / "bad.yaml").write_text(BAD)
    done = runner.check()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::error file=bad.yaml,line=3" in done.stdout
    assert "gate-camera" in runner.summary.read_text()
    found = runner.outputs
    assert found["status"] == "1"
    assert found["findings"] == found["prohibited"] == "2"
    assert found["undetermined"] == "0"
    assert json.loads(Path(found["sarif"]).read_text())["version"] == "2.1.0"
    assert len(json.loads(Path(found["json"]).read_text())["findings"]) == 2
    assert set(found) == set(ACTION["outputs"])
    ended = runner.step("Pass or fail", {}, **{"steps.check.outputs.status": found["status"]})
    assert ended.returncode == 1


def test_a_clean_repository_passes(runner):
    (runner.workspace / "good.yaml").write_text(GOOD)
    assert runner.check().returncode == 0
    assert runner.outputs["status"] == "0"
    assert runner.outputs["undetermined"] == "1"
    ended = runner.step("Pass or fail", {}, **{"steps.check.outputs.status": "0"})
    assert ended.returncode == 0


def test_the_inputs_ask_the_question(runner):
    for name in ("a b.yaml", "-c.yaml", "left-out.yaml"):
        (runner.workspace / name).write_text(BAD)
    runner.check(
        paths="a b.yaml\n-c.yaml\n", profile="us-exporter", as_of="2020-01-01", select="us-bis-entity-list",
        fail_on="restricted", sarif="out.sarif",
    )  # fmt: skip
    found = runner.outputs
    assert found["status"] == "1"
    assert found["findings"] == "2"
    assert (runner.workspace / "out.sarif").exists()
    report = json.loads(Path(found["json"]).read_text())
    assert {one["path"] for one in report["findings"]} == {"a b.yaml", "-c.yaml"}
    assert report["as_of"] == "2020-01-01"


@pytest.mark.parametrize(
    "value", ['"; touch pwned; "', "$(touch pwned)", "`touch pwned`", "x\ntouch pwned", "--version"]
)
def test_no_input_is_run(runner, value):
    (runner.workspace / "bad.yaml").write_text(BAD)
    runner.check(**dict.fromkeys(("paths", "profile", "select", "config", "fail_on"), value))
    assert not (runner.workspace / "pwned").exists()
    assert runner.outputs["status"] == "2"


def test_what_cannot_be_checked_fails_and_has_no_counts(runner):
    (runner.workspace / "bad.yaml").write_text(BAD)
    done = runner.check(profile="nobody")
    assert done.returncode == 0
    assert runner.outputs["status"] == "2"
    assert "findings" not in runner.outputs


def test_an_empty_repository_is_3_unless_that_is_allowed(runner):
    runner.check()
    assert runner.outputs["status"] == "3"
    runner.check(allow_empty="true")
    assert runner.outputs["status"] == "0"


def test_the_action_installs_itself(runner):
    probe = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--retries", "0", "--timeout", "15"]
    if run(*probe, "-d", runner.temp / "probe", "hatchling>=1.26").returncode:
        pytest.skip("pip reaches no package index")
    done = runner.step("Install banlint", {}, **{"steps.python.outputs.python-path": sys.executable})
    assert done.returncode == 0, done.stdout + done.stderr
    (runner.workspace / "bad.yaml").write_text(BAD)
    runner.check()
    assert runner.outputs["status"] == "1"


def component(**inputs):
    """The job of the component, with its inputs as GitLab puts them in."""
    given = {name.replace("-", "_"): one["default"] for name, one in HEAD["spec"]["inputs"].items()} | inputs

    def put(value):
        if isinstance(value, dict):
            return {put(key): put(one) for key, one in value.items()}
        if isinstance(value, list):
            return [put(one) for one in value]
        if not isinstance(value, str):
            return value
        said = {name: str(one).lower() if isinstance(one, bool) else one for name, one in given.items()}
        return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: said[found[1].replace("-", "_")], value)

    return put(JOBS)


def test_the_component_is_what_the_schema_of_gitlab_allows(tmp_path):
    for name, part in (("head", HEAD), ("jobs", component())):
        path = tmp_path / f"{name}.yml"
        path.write_text(yaml.safe_dump(part))
        done = run(tool("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_input_of_the_component_is_used_and_no_script_holds_one():
    text = (ROOT / "templates/banlint.yml").read_text("utf-8")
    assert set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", text)) == set(HEAD["spec"]["inputs"])
    (job,) = JOBS.values()
    assert "[[ inputs" not in json.dumps(job["script"])
    assert all(one["expand"] is False for one in job["variables"].values())


@pytest.fixture
def gitlab(tmp_path):
    """Runs the script of the component in a project."""
    project, bin_ = tmp_path / "project", tmp_path / "bin"
    project.mkdir()
    bin_.mkdir()
    shims(tmp_path / "shims")
    (tmp_path / "shims/python").write_text('#!/bin/sh\necho "$@" >> "$BANLINT_TEST_LOG"\n')
    # `python -m venv DIR` gives an environment that has banlint already.
    (bin_ / "python").write_text(f'#!/bin/sh\nmkdir -p "$3" && cp -r {tmp_path}/shims "$3/bin"\n')
    (bin_ / "python").chmod(0o755)

    def work(**inputs):
        (job,) = component(**inputs).values()
        variables = {name: one["value"] for name, one in job["variables"].items()}
        given = {"PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path), "CI": "true"}
        given["BANLINT_TEST_LOG"] = str(tmp_path / "log")
        return run("sh", "-e", "-c", "\n".join(job["script"]), cwd=project, env=given | variables)

    work.project, work.log = project, tmp_path / "log"
    return work


def test_the_component_writes_the_reports_that_gitlab_reads(gitlab):
    (gitlab.project / "bad.yaml").write_text(BAD)
    done = gitlab(package="banlint==0.1.0")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "install --quiet --disable-pip-version-check banlint==0.1.0" in gitlab.log.read_text()
    quality = json.loads((gitlab.project / "gl-code-quality-report.json").read_text())
    assert {one["location"]["path"] for one in quality} == {"bad.yaml"}
    (job,) = JOBS.values()
    assert all((gitlab.project / name).exists() for name in job["artifacts"]["paths"])
    assert set(job["artifacts"]["reports"].values()) <= set(job["artifacts"]["paths"])


def test_the_inputs_of_the_component_ask_the_question(gitlab):
    (gitlab.project / "a b.yaml").write_text(BAD)
    (gitlab.project / "other.yaml").write_text(BAD)
    done = gitlab(paths="a b.yaml", profile="us-exporter", fail_on="prohibited")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "us-bis-entity-list" in done.stdout
    assert "other.yaml" not in done.stdout
    assert gitlab(paths="nothing-here").returncode == 2


@pytest.mark.parametrize("value", ['"; touch pwned; "', "$(touch pwned)", "x\nEND\ntouch pwned"])
def test_no_input_of_the_component_is_run(gitlab, value):
    (gitlab.project / "bad.yaml").write_text(BAD)
    gitlab(**dict.fromkeys(("paths", "profile", "fail_on", "package"), value))
    assert not (gitlab.project / "pwned").exists()


def test_shellcheck_finds_nothing_in_the_component(tmp_path):
    (job,) = component().values()
    script = tmp_path / "job.sh"
    script.write_text("\n".join(job["script"]) + "\n")
    done = run(tool("shellcheck"), "-s", "sh", script)
    assert done.returncode == 0, done.stdout


def test_hadolint_finds_nothing_in_the_container_file():
    done = run(tool("hadolint"), ROOT / "Containerfile")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_container_is_not_root_and_holds_what_the_build_needs():
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    last = lines[len(lines) - lines[::-1].index("FROM python:3.13-slim") - 1 :]
    (user,) = [line for line in last if line.startswith("USER ")]
    assert int(user.split()[1].partition(":")[0]) > 0
    copied = {
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    }
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")
    }  # fmt: skip
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)
    assert not [line for line in lines if line.startswith("ADD ")]
