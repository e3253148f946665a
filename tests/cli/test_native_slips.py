"""A misspelt key of our own shape is a problem with its place."""


def test_a_misspelt_key_is_a_problem_of_the_check(banlint, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("assets:\n  - name: a\n    vender: Huawei\n  - name: b\n    manufacturer: Acme\n")
    ran = banlint("check", path)
    assert ran.status == 2
    assert "`vender` is a near miss of `vendor`" in ran.err
    assert ":3:" in ran.err
    assert "shape banlint" in banlint("inventory", path).out
