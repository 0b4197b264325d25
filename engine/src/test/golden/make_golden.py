"""Writes engine/src/test/resources/golden with the libraries of Hugging Face, deterministically.

Made with Python 3.11 and
    torch==2.13.0 transformers==5.18.0 tokenizers==0.23.2 peft==0.21.0 safetensors==0.8.0 numpy==2.4.6

To run, in the repository's root, with these installed in the Python that is called and JAVA_HOME a JDK 25:
    mvn -q -pl testkit,engine test-compile dependency:build-classpath -Dmdep.outputFile=target/class-path
    python engine/src/test/golden/make_golden.py
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
import peft
import safetensors
import safetensors.torch
import tokenizers
import torch
import transformers
from transformers import Qwen3Config, Qwen3ForCausalLM, Qwen3Model

ENGINE = pathlib.Path(__file__).resolve().parents[3]
GOLDEN = ENGINE / "src/test/resources/golden"
OURS = GOLDEN / "ours.md"
GENERATED_TOKENS = 12
BEAM_TOKENS = 6
BEAMS = 4
# Choices that are closer than this could fall the other way on another machine.
LEAST_MARGIN = 1e-3

SHAPES = {
    "untied": dict(
        vocab_size=97, hidden_size=24, intermediate_size=32, num_attention_heads=4,
        num_key_value_heads=2, head_dim=8, tie_word_embeddings=False, max_position_embeddings=64,
    ),
    "tied": dict(
        vocab_size=61, hidden_size=16, intermediate_size=28, num_attention_heads=2,
        num_key_value_heads=2, head_dim=8, tie_word_embeddings=True, max_position_embeddings=64,
    ),
    "yarn": dict(
        vocab_size=53, hidden_size=16, intermediate_size=24, num_attention_heads=4,
        num_key_value_heads=2, head_dim=16, tie_word_embeddings=True, max_position_embeddings=128,
        rope_parameters=dict(
            rope_type="yarn", rope_theta=100.0, factor=4.0, original_max_position_embeddings=32
        ),
    ),
}
STORED = {"untied": torch.float32, "tied": torch.bfloat16, "yarn": torch.float32}
# Length and first target of two sequences; with yarn longer than the original positions.
SAMPLES = {"untied": [(17, 6), (9, 1)], "tied": [(14, 9), (8, 3)], "yarn": [(80, 40), (45, 2)]}
PROMPTS = {"untied": [9, 1, 14], "tied": [5, 12, 3], "yarn": [50, 36, 7]}


def draw_weights(model, seed):
    """Large enough that every part of the computation shows; gains differ from 1."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("norm.weight"):
                weight.copy_(0.5 + torch.rand(weight.shape, generator=generator))
            else:
                weight.copy_(0.3 * torch.randn(weight.shape, generator=generator))


def config(**shape):
    return Qwen3Config(
        num_hidden_layers=2, bos_token_id=None, eos_token_id=None, pad_token_id=None, **shape
    )


def tokens(length, vocabulary, seed):
    return numpy.random.RandomState(seed).randint(0, vocabulary, length).tolist()


def checkpoint(name):
    folder = GOLDEN / name
    model = Qwen3ForCausalLM(config(**SHAPES[name]))
    draw_weights(model, seed=len(name))
    model.to(STORED[name]).save_pretrained(folder)
    model = Qwen3ForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    vocabulary = SHAPES[name]["vocab_size"]
    samples = [(tokens(n, vocabulary, 10 + n), first) for n, first in SAMPLES[name]]
    longest = max(len(ids) for ids, _ in samples)
    padded = torch.zeros(len(samples), longest, dtype=torch.long)
    mask, labels = torch.zeros_like(padded), torch.full_like(padded, -100)
    for row, (ids, first) in enumerate(samples):
        padded[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
        labels[row, first : len(ids)] = padded[row, first : len(ids)]
    output = model(input_ids=padded, attention_mask=mask, labels=labels)
    output.loss.backward()
    tensors = {f"gradient.{n}": p.grad.contiguous() for n, p in model.named_parameters()}
    for row, (ids, _) in enumerate(samples):
        tensors[f"logits.{row}"] = output.logits[row, : len(ids)].detach().contiguous()
    expected = {
        "samples": [{"input_ids": ids, "first_target": first} for ids, first in samples],
        "mean_loss": output.loss.item(),
        "generated": [generated(model, tokens(n, vocabulary, n)) for n in PROMPTS[name]],
    }
    safetensors.torch.save_file(tensors, folder / "expected.safetensors")
    write_json(folder / "expected.json", expected)


def generated(model, prompt):
    ids = torch.tensor([prompt])
    mask = torch.ones_like(ids)
    common = dict(attention_mask=mask, do_sample=False, return_dict_in_generate=True, pad_token_id=0)
    greedy = model.generate(
        ids, max_new_tokens=GENERATED_TOKENS, output_logits=True, num_beams=1, **common
    )
    for logits in greedy.logits:
        best = logits[0].topk(2).values
        assert best[0] - best[1] > LEAST_MARGIN, (prompt, best)
    beams = model.generate(
        ids, max_new_tokens=BEAM_TOKENS, num_beams=BEAMS, num_return_sequences=BEAMS,
        length_penalty=0.0, early_stopping=False, output_scores=True, **common,
    )
    scores = beams.sequences_scores.tolist()
    assert all(a - b > LEAST_MARGIN for a, b in zip(scores, scores[1:])), scores
    return {
        "prompt": prompt,
        "greedy": greedy.sequences[0, len(prompt) :].tolist(),
        "beams": [
            {"tokens": row[len(prompt) :].tolist(), "log_probability": score}
            for row, score in zip(beams.sequences, scores)
        ],
    }


def adapters():
    base = Qwen3ForCausalLM.from_pretrained(GOLDEN / "untied", dtype=torch.float32)
    wanted = peft.LoraConfig(
        task_type="CAUSAL_LM", r=3, lora_alpha=7, lora_dropout=0.1,
        target_modules=["q_proj", "k_proj", "o_proj", "up_proj", "down_proj"],
    )
    model = peft.get_peft_model(base, wanted).eval()
    generator = torch.Generator().manual_seed(3)
    tensors = {}
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "lora_" in name:
                weight.copy_(0.2 * torch.randn(weight.shape, generator=generator))
        ids = tokens(20, SHAPES["untied"]["vocab_size"], 1)
        tensors["logits"] = model(torch.tensor([ids])).logits[0].contiguous()
        tensors["plain_logits"] = base_logits(model, ids)
    model.peft_config["default"].base_model_name_or_path = "untied"
    folder = GOLDEN / "adapter"
    model.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)
    # PEFT writes a set, in another order each time.
    written = json.loads((folder / "adapter_config.json").read_text())
    written["target_modules"].sort()
    (folder / "adapter_config.json").write_text(json.dumps(written, indent=2, sort_keys=True) + "\n")
    safetensors.torch.save_file(tensors, folder / "expected.safetensors")
    write_json(folder / "expected.json", {"input_ids": ids})


def base_logits(model, ids):
    with model.disable_adapter():
        return model(torch.tensor([ids])).logits[0].contiguous()


def embeddings():
    """As the published embedding models: no head, no `model.` in the names, the last state."""
    texts = [
        "lip balm", "Hydrating cream for the lips, 250 ml", "化粧水 口紅", "🙂",
        "Instruct: find similar items\nQuery: бальзам для губ",
    ]
    tokenizer = tokenizers.Tokenizer.from_file(str(GOLDEN / "tokenizer/HYBRID/tokenizer.json"))
    end = tokenizer.token_to_id("<|endoftext|>")
    folder = GOLDEN / "embedding"
    model = Qwen3Model(
        config(
            vocab_size=576, hidden_size=16, intermediate_size=20, num_attention_heads=4,
            num_key_value_heads=2, head_dim=6, max_position_embeddings=128,
            tie_word_embeddings=True,
        )
    )
    draw_weights(model, seed=5)
    model.save_pretrained(folder)
    names = safetensors.torch.load_file(folder / "model.safetensors").keys()
    assert not any(name.startswith("model.") for name in names), names
    model = Qwen3Model.from_pretrained(folder, dtype=torch.float32).eval()
    rows = [tokenizer.encode(t, add_special_tokens=False).ids + [end] for t in texts]
    longest = max(map(len, rows))
    ids = torch.tensor([[end] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    with torch.no_grad():
        states = model(input_ids=ids, attention_mask=mask).last_hidden_state[:, -1]
        pooled = torch.nn.functional.normalize(states, p=2, dim=1)
    write_json(
        folder / "expected.json",
        [{"text": t, "input_ids": r, "embedding": e.tolist()} for t, r, e in zip(texts, rows, pooled)],
    )


TEXTS = [
    "", "a", " ", "\n", "lip balm", " lip balm ", "The lip balm's hydrating; café, naïve, Straße",
    "Бальзам для губ, крем — 50 мл", "Ё й Ї ґ", "Κρέμα χειλιών με μέλι, άΆ ΐ",
    "مرطب شفاه بالعسل ٥٠ مل، الأفضل", "فارسی می\u200cخواهم", "שפתון קרם לחות, עִבְרִית",
    "लिप बाम क़ १५ ग्राम", "ลิปบาล์มน้ำผึ้ง ๑๕ กรัม", "립밤 크림 한국어", "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "口紅と保湿クリーム、㍿", "か\u3099 ﾊﾞ 漢字龍 \U00020bb7野家", "தமிழ் உதட்டுத் தைலம் கொ",
    "ტუჩის ბალზამი", "շրթունքների բալզամ", "የከንፈር ቅባት", "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "বাংলা ঠোঁট ড়", "မြန်မာ", "ខ្មែរ",
    "🙂", "👍🏽 👩‍🔬 👨‍👩‍👧‍👦 ❤️ 1️⃣", "🇩🇪🇯🇵🇺", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🧑🏿‍🤝‍🧑🏻🫠",
    "\u0000\u0001\u0007\u001b[31mred\u001b[0m\u007f", "\u0085\u00ad\u200b\u200d\u2028\u2029\ufeff",
    "\ufffd\ufffe\uffff\U0010ffff", "\u202eright\u202c\u2066to\u2069", "\t\tcode\tmore \t ",
    "a" + " " * 40 + "b", " " * 33, "\n" * 20, "a\n\n\n b\r\n\r\n  c\r\rd", "   \n \n  \t\n x",
    "\u00a0\u3000\u2003 wide \u1680", "for (int i = 0; i < n; i++) { x[i] += \"a\\n\" != 'b'; }",
    "def f(x):\n    return x == 0  # 100%\n\n\nclass A:\n\tpass\n", "https://a.example/b?c=d&e=%20f#g <b>x</b>",
    "0 12 3456 7.89 1,000,000", "½ Ⅷ ² ٣ ① 一二三 1e-5", "2024-11-25T01:02:03Z", "12oz250ml3x",
    "I'm you're we'VE they'll HE'D it'S don't", "'tis rock'n'roll ''' l'été's 'ſ 'S", "’s it’s “quoted”",
    "e\u0301 \u00e9 A\u030a \u212b o\u0302\u0323 q\u0307\u0323", "ﬁ ﬀ İstanbul ı ẞ ǅ",
    "<|im_start|>user\nlip<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\nbalm<|im_end|>",
    "<think>a</think><think></think>", "<|im_start<|endoftext|>|> <|im_end |> <|IM_END|>",
    " <tool_call> {\"a\": 1} </tool_call> ", "x<|fim_prefix|><|image_pad|><|vision_start|>y",
    "ab" * 60, "!?!?...---___***", "$€£¥₿ ±×÷ ∑∫√ ←→ ░▒▓", "e" + "\u0301" * 6, "Z\u0351\u036b\u0343a\u0323l\u0322go",
]

CONVERSATIONS = [
    [("user", "lip balm?")],
    [("system", "You name items."), ("user", "\n\n  cream\n")],
    [("system", "Sé breve."), ("user", "one"), ("assistant", "balm"), ("user", "口紅 two 🙂")],
]


def write_tokenizer(work):
    for kind in ("HYBRID", "INSTRUCT"):
        folder = GOLDEN / "tokenizer" / kind
        shutil.copytree(work / "tokenizer" / kind, folder)
        full = transformers.AutoTokenizer.from_pretrained(folder)
        chats = []
        for conversation in CONVERSATIONS:
            turns = [{"role": role, "content": content} for role, content in conversation]
            prompt = full.apply_chat_template(
                turns, add_generation_prompt=True, enable_thinking=False, return_dict=False
            )
            chats.append({"turns": turns, "prompt": prompt})
        write_json(folder / "chats.json", chats)
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    texts = []
    for text in TEXTS:
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        assert full.encode(text, add_special_tokens=False) == ids, text
        texts.append({
            "text": text,
            "ids": ids,
            "decoded": tokenizer.decode(ids, skip_special_tokens=False),
            "without_special": tokenizer.decode(ids, skip_special_tokens=True),
        })
    write_json(GOLDEN / "tokenizer/texts.json", texts)


def check_ours(work):
    """Folders that our code wrote, loaded here. Returns lines for the report."""
    lines = []
    for name in ("untied", "tied", "yarn"):
        folder = work / name
        ours = json.loads((folder / "ours.json").read_text())
        ids = torch.tensor([ours["input_ids"]])
        model, info = Qwen3ForCausalLM.from_pretrained(
            folder, dtype=torch.float32, output_loading_info=True
        )
        problems = {kind: sorted(map(str, keys)) for kind, keys in info.items() if keys}
        assert not problems, (name, problems)
        model.eval()
        with torch.no_grad():
            plain = difference(model(ids).logits, ours["logits"])
            adapted = peft.PeftModel.from_pretrained(model, folder / "adapter").eval()
            low_rank = difference(adapted(ids).logits, ours["adapted_logits"])
        assert max(plain, low_rank) < 1e-4, (name, plain, low_rank)
        lines.append(f"| {name} | none | {plain:.1e} | {low_rank:.1e} |")
    return lines


def difference(found, ours):
    """Largest absolute difference over the largest absolute value."""
    ours = torch.tensor(ours).view_as(found)
    return ((found - ours).abs().max() / found.abs().max()).item()


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


def versions():
    return ", ".join(
        f"{m.__name__} {m.__version__}"
        for m in (torch, transformers, tokenizers, peft, safetensors, numpy)
    )


def run_java(work):
    class_path = os.pathsep.join(
        [str(ENGINE / "target/test-classes"), str(ENGINE / "target/classes"),
         (ENGINE / "target/class-path").read_text().strip()]
    )
    java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin/java"
    subprocess.run(
        [str(java), "--enable-native-access=ALL-UNNAMED", "-cp", class_path,
         "dev.grlm.golden.WriteForGolden", str(work)],
        check=True,
    )


def main():
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        run_java(work)
        for name in (*SHAPES, "adapter", "embedding", "tokenizer"):
            shutil.rmtree(GOLDEN / name, ignore_errors=True)
        for name in SHAPES:
            checkpoint(name)
        adapters()
        write_tokenizer(work)
        embeddings()
        rows = check_ours(work)
    for file in GOLDEN.rglob("*.safetensors"):
        file.chmod(0o644)
    OURS.write_text("\n".join(
        ["# Folders that we wrote, read by these libraries", "",
         "Written by `make_golden.py`: largest difference of the logits of 40 tokens, relative to the"
         " largest logit.", "",
         "| folder | keys missing, unexpected or mismatched | logits | with our adapters |",
         "|---|---|---|---|", *rows, "",
         f"Python {platform.python_version()}, {versions()}; {platform.machine()}, CPU.", ""]
    ))
    print(OURS.read_text())


if __name__ == "__main__":
    sys.exit(main())
