from banlint.plugins.entrypoints import EntryPoint, installed


def distribution(folder, name, entry_points):
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text(entry_points)


def test_the_groups_entry_points_are_found_without_importing_anything(tmp_path):
    distribution(
        tmp_path, "acme", "[console_scripts]\nx = y:z\n\n[banlint]\nb = no.such.module\na = pkg:thing [extra]\n"
    )
    assert installed([str(tmp_path)]) == (
        EntryPoint("a", "pkg:thing", "acme", "1.2"),
        EntryPoint("b", "no.such.module", "acme", "1.2"),
    )


def test_other_distributions_offer_nothing(tmp_path):
    distribution(tmp_path, "other", "[console_scripts]\nbanlint = x:y\n")
    assert installed([str(tmp_path), str(tmp_path / "missing")]) == ()


def test_the_first_distribution_of_a_name_hides_later_ones(tmp_path):
    distribution(tmp_path / "a", "acme", "[banlint]\nnew = m\n")
    distribution(tmp_path / "b", "acme", "[banlint]\nold = m\n")
    assert [point.name for point in installed([str(tmp_path / "a"), str(tmp_path / "b")])] == ["new"]


def test_what_lies_in_the_working_folder_was_not_installed(tmp_path, monkeypatch):
    distribution(tmp_path, "evil", "[banlint]\nevil = evil\n")
    monkeypatch.chdir(tmp_path)
    assert installed(["", str(tmp_path)]) == ()
