"""The peers of `bench/card`: what PyTorch and transformers make of the same checkpoints on the same device.

    card.py checkpoints FOLDER DEVICE full|tiny   writes checkpoints of random weights, their logits and beams
    card.py decoding    FOLDER DEVICE full|tiny   times generate() with the prompts of FOLDER/decoding.json
    card.py training    FOLDER DEVICE full|tiny   times fine-tuning of the 0.6B shape, with checkpointed layers
    card.py matrix      FOLDER DEVICE full|tiny   times one large product of matrices
    card.py embeddings  FOLDER DEVICE full|tiny   compares what the fitted encoder gave on both devices

Prints one line of JSON per case. Needs torch, transformers and safetensors.
"""

import json
import pathlib
import sys
import time

import numpy
import safetensors.torch
import torch
import transformers
from transformers import Qwen3Config, Qwen3ForCausalLM

# A tokenizer of few tokens, for the fit that bench/card makes with the folder `fit`.
TOKENIZER = pathlib.Path(__file__).resolve().parents[2] / "engine/src/test/resources/golden/tokenizer/HYBRID"
PUBLISHED = dict(num_key_value_heads=8, head_dim=128, vocab_size=151_936, max_position_embeddings=40_960)
SMALL = dict(num_hidden_layers=3, vocab_size=997, max_position_embeddings=512)
SHAPES = {
    "tied": dict(SMALL, hidden_size=64, intermediate_size=96, num_attention_heads=4, num_key_value_heads=4,
                 head_dim=16, tie_word_embeddings=True),
    "untied": dict(SMALL, hidden_size=64, intermediate_size=112, num_attention_heads=8, num_key_value_heads=2,
                   head_dim=32, tie_word_embeddings=False),
    "wide-heads": dict(SMALL, hidden_size=96, intermediate_size=128, num_attention_heads=6, num_key_value_heads=3,
                       head_dim=64, tie_word_embeddings=True),
    "0.6B": dict(PUBLISHED, hidden_size=1024, intermediate_size=3072, num_hidden_layers=28, num_attention_heads=16,
                 tie_word_embeddings=True),
}
TINY = dict(SMALL, hidden_size=64, intermediate_size=96, num_attention_heads=4, num_key_value_heads=2, head_dim=32,
            tie_word_embeddings=True, max_position_embeddings=4096)
FIT = dict(hidden_size=128, intermediate_size=256, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
           head_dim=32, vocab_size=576, max_position_embeddings=4096, tie_word_embeddings=True)
SEQUENCES = (48, 31)
PROMPTS = (40, 17, 33)
PARITY_BEAMS, PARITY_TOKENS = 20, 8
BEAMS, NEW_TOKENS, SHARED = 20, 24, 120


def shape(name, size):
    return TINY if size == "tiny" and name == "0.6B" else SHAPES.get(name, FIT)


def drawn(kind, seed, device, deviation=None):
    """Deviations large enough that every part of a small model shows; the published ones for a published shape."""
    config = Qwen3Config(bos_token_id=None, eos_token_id=None, pad_token_id=None, rope_theta=1e6, **kind)
    with torch.device(device):
        model = Qwen3ForCausalLM(config)
    generator = torch.Generator(device).manual_seed(seed)
    spread = deviation or (0.02 if kind["hidden_size"] >= 1024 else 0.2)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("norm.weight"):
                weight.copy_(0.5 + torch.rand(weight.shape, generator=generator, device=device))
            else:
                weight.copy_(spread * torch.randn(weight.shape, generator=generator, device=device))
    return model


def tokens(length, vocabulary, seed):
    return numpy.random.RandomState(seed).randint(0, vocabulary, length).tolist()


def checkpoints(folder, device, size):
    for seed, name in enumerate(SHAPES):
        kind = shape(name, size)
        place = folder / name
        drawn(kind, seed, device).to(torch.bfloat16).save_pretrained(place)
        sequences = [tokens(n, kind["vocab_size"], n) for n in SEQUENCES]
        tensors = {}
        for word, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
            model = loaded(place, dtype, device)
            with torch.no_grad():
                for i, ids in enumerate(sequences):
                    logits = model(input_ids=torch.tensor([ids], device=device)).logits[0]
                    tensors[f"{word}.{i}"] = logits.float().cpu().contiguous()
            if word == "fp32":
                beams = [found(model, tokens(n, kind["vocab_size"], 100 + n), device) for n in PROMPTS]
        safetensors.torch.save_file(tensors, place / "expected.safetensors")
        (place / "expected.json").write_text(json.dumps({"sequences": sequences, "beams": beams}))
        print(json.dumps({"peer": "checkpoints", "case": name}), flush=True)
    decoding = shape("0.6B", size)["vocab_size"]
    lengths = [24 + 3 * i for i in range(4)] if size == "tiny" else [512 + (i * 37) % 513 for i in range(16)]
    shared = SHARED if size == "full" else 8
    prompts = [tokens(shared, decoding, 1) + tokens(n - shared, decoding, 200 + i) for i, n in enumerate(lengths)]
    (folder / "decoding.json").write_text(json.dumps({
        "folder": "0.6B", "beams": BEAMS, "newTokens": NEW_TOKENS, "prompts": prompts,
        "batches": [1, 4] if size == "tiny" else [1, 4, 16],
    }))
    fit(folder / "fit", device)


def fit(folder, device):
    """As a checkpoint that nothing has been taught yet: its deviations are those that training begins with."""
    model = drawn(FIT, 9, device, deviation=0.02).to(torch.bfloat16)
    model.save_pretrained(folder)
    encoder = folder.parent / "encoder"
    model.model.save_pretrained(encoder)
    for place in (folder, encoder):
        for name in ("tokenizer.json", "tokenizer_config.json"):
            (place / name).write_text((TOKENIZER / name).read_text())


def embeddings(folder, device, size):
    """How far the rows of the encoder are from those of the host, as `bench/card` left them beside the checkpoints."""
    rows = {p.name: safetensors.torch.load_file(p / "embeddings.safetensors") for p in folder.parent.glob("embed-*")}
    host = next(iter(rows.pop("embed-host").values()))
    for name, tensors in sorted(rows.items()):
        found = next(iter(tensors.values()))
        apart = (found - host).abs().max().item()
        cosine = torch.nn.functional.cosine_similarity(found, host).min().item()
        print(json.dumps({"peer": "embeddings", "case": name, "rows": len(host), "largestDifference": apart,
                          "leastCosine": cosine}), flush=True)


def loaded(folder, dtype, device):
    return Qwen3ForCausalLM.from_pretrained(folder, dtype=dtype).to(device).eval()


def found(model, prompt, device):
    ids = torch.tensor([prompt], device=device)
    result = model.generate(
        ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=PARITY_TOKENS,
        num_beams=PARITY_BEAMS, num_return_sequences=PARITY_BEAMS, length_penalty=0.0, early_stopping=False,
        return_dict_in_generate=True, output_scores=True, pad_token_id=0,
    )
    return {"prompt": prompt, "beams": [
        {"tokens": row[len(prompt):].tolist(), "logProbability": score}
        for row, score in zip(result.sequences, result.sequences_scores.tolist())
    ]}


def synchronize(device):
    if device.startswith("cuda"):
        torch.cuda.synchronize()


def seconds(device, work, times):
    """The median after one call that is not counted."""
    work()
    taken = []
    for _ in range(times):
        synchronize(device)
        start = time.perf_counter()
        work()
        synchronize(device)
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2]


def usual(device):
    return torch.bfloat16 if device.startswith("cuda") else torch.float32


def decoding(folder, device, size):
    said = json.loads((folder / "decoding.json").read_text())
    model = loaded(folder / said["folder"], usual(device), device)
    for count in said["batches"]:
        some = said["prompts"][:count]
        longest = max(map(len, some))
        ids = torch.tensor([[0] * (longest - len(p)) + p for p in some], device=device)
        mask = torch.tensor([[0] * (longest - len(p)) + [1] * len(p) for p in some], device=device)

        def generate():
            model.generate(
                ids, attention_mask=mask, do_sample=False, num_beams=said["beams"],
                num_return_sequences=said["beams"], min_new_tokens=said["newTokens"],
                max_new_tokens=said["newTokens"], length_penalty=0.0, early_stopping=False, pad_token_id=0,
            )

        taken = seconds(device, generate, 3 if count < 16 else 1)
        print(json.dumps({
            "peer": "decoding", "case": f"{count} requests", "seconds": taken, "requestsPerSecond": count / taken,
        }), flush=True)


def training(folder, device, size):
    """All weights in bf16 and AdamW on them, without fp32 masters: the least that a user would write."""
    kind = shape("0.6B", size)
    length, micro = (1024, 8) if size == "full" else (32, 4)
    model = drawn(kind, 1, device, deviation=0.02).to(usual(device))
    model.config.use_cache = False
    model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, fused=True)
    weights = sum(p.numel() for p in model.parameters())

    def step():
        for part in range(4):
            ids = torch.tensor([tokens(length, kind["vocab_size"], 8 * part + i) for i in range(micro)], device=device)
            labels = ids.clone()
            labels[:, : length // 2] = -100
            (model(input_ids=ids, labels=labels).loss / 4).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()

    step()
    taken = seconds(device, step, 3)
    rate = 4 * micro * length / taken
    print(json.dumps({
        "peer": "training", "case": "0.6B FULL", "secondsPerStep": taken, "tokensPerSecond": rate,
        "teraflops": 6 * weights * rate / 1e12,
        "peakBytes": torch.cuda.max_memory_reserved() if device.startswith("cuda") else -1,
    }), flush=True)


def matrix(folder, device, size):
    n = 8192 if size == "full" else 256
    a, b = (torch.randn(n, n, device=device).to(usual(device)) for _ in range(2))

    def ten():
        for _ in range(10):
            a @ b

    taken = seconds(device, ten, 3)
    print(json.dumps({"peer": "matrix", "case": str(usual(device)), "teraflops": 20 * n**3 / taken / 1e12}), flush=True)


if __name__ == "__main__":
    what, place, device, size = sys.argv[1:]
    transformers.logging.set_verbosity_error()
    folder = pathlib.Path(place)
    folder.mkdir(parents=True, exist_ok=True)
    {"checkpoints": checkpoints, "decoding": decoding, "training": training, "matrix": matrix,
     "embeddings": embeddings}[what](folder, device, size)
