"""The modules of the page's script are joined into one, or it is said why not."""

from pathlib import Path

import pytest

from expograph.page.script import joined


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_a_module_stands_after_those_that_it_imports(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        main='import { one } from "./one.js";\nimport { two } from "./two.js";\none(two);\n',
        one='import {\n  two,\n} from "./two.js";\nexport const one = () => two;\n',
        two="export let two = 2;\n",
    )
    begin, *modules = joined(folder).split("\n\n")
    assert begin == '(() => {\n"use strict";'
    assert modules == ["let two = 2;", "const one = () => two;", "one(two);\n})();\n"]


@pytest.mark.parametrize(
    "line",
    ['import one from "./one.js";', 'import * as one from "./one.js";', "export default 1;"],
)
def test_an_import_or_export_of_another_form_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"main\.js: '(import|export)"):
        joined(written(tmp_path, main=line + "\n"))


@pytest.mark.parametrize(
    "second",
    [
        "const b = 2;",
        "let c, b;",
        'const c = ",(", b = 2;',
        "export let c = [1, { d: 2 }], b = new Map([[1, 2]]);",
        "const c = (d, e) => d + e,\n  b = 2;",
        "const c = (d) => {\n  d();\n}; // and one more\nclass b {}",
        "async function b() {}",
    ],
)
def test_a_name_that_two_modules_have_is_named_with_both(tmp_path: Path, second: str) -> None:
    folder = written(
        tmp_path,
        main='import { a } from "./one.js";\nconst b = a;\n',
        one=f"export const a = 1;\n{second}\n",
    )
    with pytest.raises(ValueError, match=r"'b' is a name in one\.js and in main\.js"):
        joined(folder)


def test_names_inside_of_others_are_their_own(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        main='import { a } from "./one.js";\nconst b = a, c = 1, d = 2, e = "", f = 3;\n',
        one="export const a = (b, c) => {\n  let d = [1, b];\n  return c, d, `${b}, f`;\n};\n",
    )
    assert "let d = [1, b];" in joined(folder)
