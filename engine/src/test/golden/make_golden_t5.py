"""Writes the folders `t5…` of engine/src/test/resources/golden with the libraries of Hugging Face, deterministically.

Made with Python 3.11 and the versions that `ours-t5.md` names. To run, in the repository's root, with torch,
transformers, safetensors and numpy installed in the Python that is called and JAVA_HOME a JDK 25:
    mvn -q -pl testkit,engine test-compile dependency:build-classpath -Dmdep.outputFile=target/class-path
    python engine/src/test/golden/make_golden_t5.py
CLASS_PATH, where it is set, is used instead of what Maven made.
"""

import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

import numpy
import safetensors.torch
import torch
import transformers
from transformers import T5Config, T5ForConditionalGeneration

ENGINE = pathlib.Path(__file__).resolve().parents[3]
GOLDEN = ENGINE / "src/test/resources/golden"
OURS = GOLDEN / "ours-t5.md"
TOKENS = 10
BEAM_TOKENS = 6
BEAMS = 4
# Choices that are closer than this could fall the other way on another machine.
LEAST_MARGIN = 1e-3

COMMON = dict(num_decoder_layers=2, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, dropout_rate=0.1)
SHAPES = {
    # Few buckets, so that short sequences reach the far ones.
    "t5": dict(
        vocab_size=61, d_model=16, d_kv=6, d_ff=28, num_layers=3, num_heads=3, feed_forward_proj="relu",
        relative_attention_num_buckets=8, relative_attention_max_distance=20, tie_word_embeddings=True, **COMMON,
    ),
    "t5-gated": dict(
        vocab_size=47, d_model=16, d_kv=8, d_ff=20, num_layers=2, num_heads=2, feed_forward_proj="gated-gelu",
        relative_attention_num_buckets=32, relative_attention_max_distance=128, tie_word_embeddings=False, **COMMON,
    ),
}
STORED = {"t5": torch.float32, "t5-gated": torch.bfloat16}
# Lengths of source and answer of three samples, and of the sources that are answered.
SAMPLES = [(33, 9), (1, 2), (12, 5)]
SOURCES = [9, 1, 27]


def draw_weights(model, seed):
    """Large enough that every part of the computation shows; gains differ from 1."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("norm.weight"):
                weight.copy_(0.5 + torch.rand(weight.shape, generator=generator))
            else:
                weight.copy_(0.3 * torch.randn(weight.shape, generator=generator))


def tokens(length, vocabulary, seed):
    return numpy.random.RandomState(seed).randint(2, vocabulary, length).tolist()


def padded(rows, filling):
    longest = max(map(len, rows))
    return torch.tensor([row + [filling] * (longest - len(row)) for row in rows])


def checkpoint(name):
    folder = GOLDEN / name
    vocabulary = SHAPES[name]["vocab_size"]
    model = T5ForConditionalGeneration(T5Config(**SHAPES[name]))
    if not SHAPES[name]["tie_word_embeddings"]:
        # This version makes the head the embedding all the same, unless it is another one.
        model.lm_head.weight = torch.nn.Parameter(torch.empty_like(model.lm_head.weight))
    draw_weights(model, seed=len(name))
    model.to(STORED[name]).save_pretrained(folder)
    model = T5ForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    sources = [tokens(n, vocabulary, 10 + n) for n, _ in SAMPLES]
    answers = [tokens(n, vocabulary, 20 + n) for _, n in SAMPLES]
    mask = padded([[1] * len(row) for row in sources], 0)
    output = model(input_ids=padded(sources, 0), attention_mask=mask, labels=padded(answers, -100))
    output.loss.backward()
    tensors = {f"gradient.{n}": p.grad.contiguous() for n, p in model.named_parameters()}
    for row, answer in enumerate(answers):
        tensors[f"logits.{row}"] = output.logits[row, : len(answer)].detach().contiguous()
    attention = model.encoder.block[0].layer[0].SelfAttention
    far = torch.arange(-200, 201)
    buckets = {
        kind: attention._relative_position_bucket(
            far, bidirectional=both, num_buckets=SHAPES[name]["relative_attention_num_buckets"],
            max_distance=SHAPES[name]["relative_attention_max_distance"],
        ).tolist()
        for kind, both in (("encoder", True), ("decoder", False))
    }
    expected = {
        "samples": [{"source": s, "answer": a} for s, a in zip(sources, answers)],
        "mean_loss": output.loss.item(),
        "buckets": buckets,
        "generated": [clear(model, n, vocabulary) for n in SOURCES],
    }
    safetensors.torch.save_file(tensors, folder / "expected.safetensors")
    write_json(folder / "expected.json", expected)


def clear(model, length, vocabulary):
    """Of the first source whose choices are clear."""
    for seed in range(100):
        try:
            return generated(model, tokens(length, vocabulary, seed))
        except AssertionError:
            continue
    raise AssertionError(length)


def generated(model, source):
    ids = torch.tensor([source])
    common = dict(
        attention_mask=torch.ones_like(ids), do_sample=False, return_dict_in_generate=True, eos_token_id=None
    )
    greedy = model.generate(ids, max_new_tokens=TOKENS, output_logits=True, num_beams=1, **common)
    for logits in greedy.logits:
        best = logits[0].topk(2).values
        assert best[0] - best[1] > LEAST_MARGIN, (source, best)
    beams = model.generate(
        ids, max_new_tokens=BEAM_TOKENS, num_beams=BEAMS, num_return_sequences=BEAMS,
        length_penalty=0.0, early_stopping=False, output_scores=True, **common,
    )
    scores = beams.sequences_scores.tolist()
    assert all(a - b > LEAST_MARGIN for a, b in zip(scores, scores[1:])), scores
    return {
        "source": source,
        "greedy": greedy.sequences[0, 1:].tolist(),
        "beams": [
            {"tokens": row[1:].tolist(), "log_probability": score}
            for row, score in zip(beams.sequences, scores)
        ],
    }


def check_ours(work):
    """Folders that our code wrote, loaded here. Returns lines for the report."""
    lines = []
    for folder in sorted(path for path in work.iterdir() if path.is_dir()):
        ours = json.loads((folder / "ours.json").read_text())
        model, info = T5ForConditionalGeneration.from_pretrained(
            folder, dtype=torch.float32, output_loading_info=True
        )
        problems = {kind: sorted(map(str, keys)) for kind, keys in info.items() if keys}
        assert not problems, (folder.name, problems)
        with torch.no_grad():
            found = model.eval()(
                input_ids=torch.tensor([ours["source"]]), decoder_input_ids=torch.tensor([ours["read"]])
            ).logits[0]
        worst = 0.0
        for row, (first, logits) in enumerate(zip(ours["first"], ours["logits"])):
            part = found[row, first : first + len(logits)]
            worst = max(worst, ((part - torch.tensor(logits)).abs().max() / part.abs().max()).item())
        assert worst < 1e-4, (folder.name, worst)
        lines.append(f"| {folder.name} | none | {worst:.1e} |")
    return lines


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


def run_java(work):
    class_path = os.environ.get("CLASS_PATH") or os.pathsep.join(
        [str(ENGINE / "target/test-classes"), str(ENGINE / "target/classes"),
         (ENGINE / "target/class-path").read_text().strip()]
    )
    java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin/java"
    subprocess.run(
        [str(java), "--enable-native-access=ALL-UNNAMED", "-cp", class_path,
         "dev.grlm.golden.WriteT5ForGolden", str(work)],
        check=True,
    )


def main():
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        run_java(work)
        rows = check_ours(work)
    for name in SHAPES:
        shutil.rmtree(GOLDEN / name, ignore_errors=True)
        checkpoint(name)
        for file in (GOLDEN / name).glob("*.safetensors"):
            file.chmod(0o644)
    versions = ", ".join(f"{m.__name__} {m.__version__}" for m in (torch, transformers, safetensors, numpy))
    OURS.write_text("\n".join(
        ["# T5 folders that we wrote, read by these libraries", "",
         "Written by `make_golden_t5.py`: largest difference of the logits of an answer, relative to the largest"
         " logit.", "",
         "| folder | keys missing, unexpected or mismatched | logits |",
         "|---|---|---|", *rows, "",
         f"Python {platform.python_version()}, {versions}; {platform.machine()}, CPU.", ""]
    ))
    print(OURS.read_text())


if __name__ == "__main__":
    sys.exit(main())
