from pathlib import Path
def test_x(tables, run, tmp_path):
    r=run("build","--facts",tables("Acme"),"--store",tmp_path/"s"); print(r)
    assert r.returncode==0
    r=run("query","participants","--at","fair-2020","--store",tmp_path/"s"); print(r.stdout, r.stderr)
    assert 0
