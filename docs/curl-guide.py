#!/usr/bin/env python3
"""Writes docs/curl.md from docs/contract.json: a curl command for every route. Run it after the contract has changed."""
import json
import pathlib

here = pathlib.Path(__file__).resolve().parent
contract = json.loads((here / "contract.json").read_text())


def resolved(node):
    while isinstance(node, dict) and "$ref" in node:
        target = contract
        for part in node["$ref"].lstrip("#/").split("/"):
            target = target[part]
        node = target
    return node


def example(schema, depth=0):
    schema = resolved(schema)
    for key in ("example", "default"):
        if key in schema:
            return schema[key]
    if schema.get("enum"):
        return schema["enum"][0]
    for key in ("allOf", "oneOf", "anyOf"):
        if schema.get(key):
            return example(schema[key][0], depth)
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        properties = schema.get("properties", {})
        wanted = schema.get("required") or list(properties)
        return {name: example(properties[name], depth + 1) for name in properties if name in wanted} if depth < 4 else {}
    if kind == "array":
        return [example(schema.get("items", {}), depth + 1)]
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    if kind == "boolean":
        return True
    return {"uuid": "11111111-2222-4333-8444-555555555555", "date-time": "2026-11-24T03:45:00Z", "date": "2026-11-24"}.get(
        schema.get("format"), "…")


lines = [
    "# The API with curl",
    "",
    "Made from [contract.json](contract.json) by `docs/curl-guide.py`; what the routes mean is in [api.md](api.md), who may use them in [roles.md](roles.md).",
    "",
    "```sh",
    "export ORRA=http://127.0.0.1:8000",
    'export TOKEN=$(./orra token --org org_demo --sub user_demo --role admin)   # the simulated Clerk; else a session token',
    "```",
    "",
]
groups = {}
for path, methods in contract["paths"].items():
    for method, operation in methods.items():
        if method in ("get", "put", "post", "patch", "delete"):
            groups.setdefault((operation.get("tags") or ["Other"])[0], []).append((path, method, operation))

for tag in groups:
    lines += [f"## {tag}", ""]
    for path, method, operation in groups[tag]:
        parameters = [resolved(p) for p in operation.get("parameters", []) + contract["paths"][path].get("parameters", [])]
        address = path
        for parameter in parameters:
            if parameter["in"] == "path":
                address = address.replace("{" + parameter["name"] + "}", str(example(parameter.get("schema", {}))))
        needed = [p for p in parameters if p["in"] == "query" and p.get("required")]
        if needed:
            address += "?" + "&".join(f"{p['name']}={example(p.get('schema', {}))}" for p in needed)
        command = ["curl -sS"]
        if method != "get":
            command.append(f"-X {method.upper()}")
        command.append(f'"$ORRA{address}"')
        if operation.get("security", contract.get("security")):
            command.append('-H "Authorization: Bearer $TOKEN"')
        for parameter in parameters:
            if parameter["in"] == "header" and parameter.get("required"):
                command.append(f"-H '{parameter['name']}: {example(parameter.get('schema', {}))}'")
        body = resolved(operation.get("requestBody", {})).get("content", {}).get("application/json", {})
        if body:
            data = body.get("example") or example(body.get("schema", {}))
            command.append("-H 'Content-Type: application/json'")
            command.append("-d '" + json.dumps(data, ensure_ascii=False).replace("'", "'\\''") + "'")
        lines += [
            f"### {method.upper()} {path}",
            operation.get("summary", "") + ".",
            "```sh",
            " \\\n  ".join([" ".join(command[:2] if method == "get" else command[:3])] + command[2 if method == "get" else 3:]),
            "```",
        ]
        optional = [p["name"] for p in parameters if p["in"] in ("query", "header") and not p.get("required")]
        if optional:
            lines.append("Optional: " + ", ".join(f"`{name}`" for name in optional) + ".")
        lines.append("")
(here / "curl.md").write_text("\n".join(lines))
