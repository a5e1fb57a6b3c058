/// Models the simulator offers, a line each, as the public catalogue of August 2026 lists them.
///
/// Columns: id, context length, longest answer, dollars per million prompt tokens and per million answer tokens (`-1`:
/// unknown), modalities in and out by initial; then optionally the day the model goes away, what an alias stands for, and
/// a price override (`above=prompt tokens:prompt price:answer price`), and which parameters no provider heeds, a letter
/// each (`lacks=ts`), `-` where the catalogue tells of none.
enum CatalogueTable {
    static let rows = """
        ai21/jamba-large-1.7 256000 4096 2 8 t>t lacks=sro
        aion-labs/aion-2.0 131072 32768 0.8 1.6 t>t lacks=so
        aion-labs/aion-3.0 131072 32768 3 6 t>t lacks=so
        aion-labs/aion-3.0-mini 131072 32768 0.7 1.4 t>t lacks=so
        allenai/olmo-3-32b-think 65536 65536 0.15 0.5 t>t lacks=u
        amazon/nova-2-lite-v1 1000000 65535 0.3 2.5 tifv>t lacks=sfo
        amazon/nova-lite-v1 300000 5120 0.06 0.24 ti>t lacks=srfo
        amazon/nova-micro-v1 128000 5120 0.035 0.14 t>t lacks=srfo
        amazon/nova-premier-v1 1000000 32000 2.5 12.5 ti>t lacks=srfo
        amazon/nova-pro-v1 300000 5120 0.8 3.2 ti>t lacks=srfo
        anthracite-org/magnum-v4-72b 32768 4096 3 5 t>t lacks=ru
        anthropic/claude-3-haiku 200000 4096 0.25 1.25 ti>t lacks=srfo
        anthropic/claude-fable-5 1000000 128000 10 50 tif>t lacks=ts
        anthropic/claude-haiku-4.5 200000 64000 1 5 tif>t lacks=s
        anthropic/claude-opus-4 200000 32000 15 75 tif>t lacks=sfo
        anthropic/claude-opus-4.1 200000 32000 15 75 tif>t lacks=sfo
        anthropic/claude-opus-4.5 200000 64000 5 25 tif>t lacks=s
        anthropic/claude-opus-4.6 1000000 128000 5 25 tif>t lacks=s
        anthropic/claude-opus-4.7 1000000 128000 5 25 tif>t lacks=ts
        anthropic/claude-opus-4.7-fast 1000000 128000 30 150 tif>t lacks=ts
        anthropic/claude-opus-4.8 1000000 128000 5 25 tif>t lacks=s
        anthropic/claude-opus-4.8-fast 1000000 128000 10 50 tif>t lacks=ts
        anthropic/claude-opus-5 1000000 128000 5 25 tif>t lacks=s
        anthropic/claude-opus-5-fast 1000000 128000 10 50 tif>t lacks=ts
        anthropic/claude-sonnet-4 1000000 64000 3 15 tif>t above=200000:6:22.5 lacks=sfo
        anthropic/claude-sonnet-4.5 1000000 64000 3 15 tif>t above=200000:6:22.5 lacks=s
        anthropic/claude-sonnet-4.6 1000000 128000 3 15 tif>t lacks=s
        anthropic/claude-sonnet-5 1000000 128000 2 10 tif>t lacks=ts
        arcee-ai/trinity-large-thinking 262144 262144 0.22 0.85 t>t
        arcee-ai/virtuoso-large 131072 64000 0.75 1.2 t>t lacks=srfo
        baidu/ernie-4.5-vl-424b-a47b 123000 16000 0.42 1.25 ti>t lacks=fou
        bytedance-seed/seed-2-1-turbo 262144 262144 0.5 2.5 tiv>t lacks=s
        bytedance-seed/seed-2.0-code 262144 131072 0.5 3 tiv>t above=128000:1:6 lacks=s
        bytedance-seed/seed-2.0-lite 262144 131072 0.25 2 tiv>t above=128000:0.5:4 lacks=s
        bytedance/ui-tars-1.5-7b 128000 2048 0.1 0.2 ti>t lacks=rfu
        cognitivecomputations/dolphin-mistral-24b-venice-edition 128000 8192 0.2 0.9 t>t lacks=srou
        cohere/command-a 256000 8192 2.5 10 t>t lacks=ru
        cohere/command-r-08-2024 128000 4000 0.15 0.6 t>t lacks=r
        cohere/command-r-plus-08-2024 128000 4000 2.5 10 t>t lacks=r
        cohere/command-r7b-12-2024 128000 4000 0.0375 0.15 t>t lacks=ru
        cohere/north-mini-code:free 256000 64000 0 0 t>t lacks=fo
        deepcogito/cogito-v2.1-671b 128000 - 1.25 1.25 t>t lacks=su
        deepseek/deepseek-chat 163840 16000 0.2574 1.0287 t>t lacks=r
        deepseek/deepseek-chat-v3-0324 163840 65536 0.27 1.12 t>t lacks=r
        deepseek/deepseek-chat-v3.1 163840 32768 0.25 0.95 t>t
        deepseek/deepseek-r1 64000 16000 0.7 2.5 t>t
        deepseek/deepseek-r1-0528 163840 32768 0.5 2.15 t>t
        deepseek/deepseek-r1-distill-llama-70b 8192 8192 0.8 0.8 t>t lacks=fou
        deepseek/deepseek-v3.1-terminus 163840 32768 0.27 0.95 t>t expires=2026-08-17
        deepseek/deepseek-v3.2 163840 65536 0.269 0.4 t>t
        deepseek/deepseek-v3.2-exp 163840 65536 0.27 0.41 t>t
        deepseek/deepseek-v4-flash 1048576 384000 0.06986 0.13972 t>t
        deepseek/deepseek-v4-flash-0731 1048576 393216 0.14 0.28 t>t
        deepseek/deepseek-v4-pro 1048576 393216 1.168 2.336 t>t
        deepseek/deepseek-v4-pro-0813 1048576 384000 0.435 0.87 t>t
        dots-studio/dots-3-note-preview:free 512000 512000 0 0 ti>t lacks=s
        google/gemini-2.5-flash 1048576 65535 0.3 2.5 tifav>t
        google/gemini-2.5-flash-image 32768 8192 0.3 2.5 ti>ti lacks=ru
        google/gemini-2.5-flash-lite 1048576 65535 0.1 0.4 tifav>t
        google/gemini-2.5-pro 1048576 65536 1.25 10 tifav>t above=200000:2.5:15
        google/gemini-2.5-pro-preview 1048576 65536 1.25 10 tifa>t above=200000:2.5:15
        google/gemini-2.5-pro-preview-05-06 1048576 65535 1.25 10 tifav>t above=200000:2.5:15
        google/gemini-3-flash-preview 1048576 65536 0.5 3 tifav>t
        google/gemini-3-pro-image 131072 32768 2 12 ti>ti
        google/gemini-3-pro-image-preview 65536 32768 2 12 ti>ti lacks=u
        google/gemini-3.1-flash-image 131072 32768 0.5 3 ti>ti lacks=u
        google/gemini-3.1-flash-image-preview 65536 65536 0.5 3 ti>ti lacks=u
        google/gemini-3.1-flash-lite 1048576 65536 0.25 1.5 tifav>t
        google/gemini-3.1-flash-lite-image 65536 66000 0.25 1.5 ti>ti lacks=ou
        google/gemini-3.1-flash-lite-preview 1048576 65536 0.25 1.5 tifav>t
        google/gemini-3.1-pro-preview 1048576 65536 2 12 tifav>t above=200000:4:18
        google/gemini-3.1-pro-preview-customtools 1048576 65536 2 12 tifav>t above=200000:4:18
        google/gemini-3.5-flash 1048576 65536 1.5 9 tifav>t
        google/gemini-3.5-flash-lite 1048576 65536 0.3 2.5 tifav>t
        google/gemini-3.6-flash 1048576 65536 0.75 3.75 tifav>t
        google/gemini-3.7-flash 1048576 65536 0.375 1.875 tifav>t
        google/gemma-3n-e4b-it 32768 - 0.06 0.12 t>t lacks=sru
        google/gemma-4-26b-a4b-it 262144 262144 0.12 0.4 tiv>t
        google/gemma-4-26b-a4b-it:free 262144 32768 0 0 tiv>t
        google/gemma-4-31b-it 262144 262144 0.1 0.34 tiv>t
        google/gemma-4-31b-it:free 262144 32768 0 0 tiv>t lacks=o
        google/lyria-3-clip-preview 1048576 65536 0 0 ti>ta lacks=rou
        google/lyria-3-pro-preview 1048576 65536 0 0 ti>ta lacks=rou
        gryphe/mythomax-l2-13b 8192 4096 0.06 0.06 t>t lacks=ru
        ibm-granite/granite-4.0-h-micro 131000 131000 0.017 0.112 t>t lacks=rou
        ibm-granite/granite-4.1-8b 131072 131072 0.05 0.1 t>t lacks=r
        inception/mercury-2 128000 50000 0.25 0.75 t>t lacks=s
        inclusionai/ling-2.6-1t 262144 32768 0.075 0.625 t>t lacks=r
        inclusionai/ling-3.0-flash 262144 32768 0.021 0.063 t>t lacks=fo
        inclusionai/ring-2.6-1t 262144 65536 0.075 0.625 t>t lacks=o
        kwaipilot/kat-coder-air-v2.5 256000 80000 0.15 0.6 t>t lacks=sr
        kwaipilot/kat-coder-pro-v2 262144 80000 0.3 1.2 t>t lacks=r
        kwaipilot/kat-coder-pro-v2.5 256000 80000 0.74 2.96 t>t lacks=sr
        liquid/lfm-2.5-2.6b:free 128000 8192 0 0 t>t
        mancer/weaver 8000 6000 0.5 0.75 t>t lacks=ru
        meituan/longcat-2.0 1048756 262144 0.3 1.2 t>t lacks=fo
        meta-llama/llama-3.1-70b-instruct 131072 16384 0.4 0.4 t>t lacks=r
        meta-llama/llama-3.1-8b-instruct 131072 131072 0.05 0.08 t>t lacks=r
        meta-llama/llama-3.2-1b-instruct 60000 60000 0.027 0.201 t>t lacks=rfou
        meta-llama/llama-3.2-3b-instruct 131072 131072 0.05 0.33 t>t lacks=rfu
        meta-llama/llama-3.3-70b-instruct 131072 16384 0.1 0.32 t>t lacks=r
        meta-llama/llama-4-maverick 1048576 16384 0.2 0.8 ti>t lacks=r
        meta-llama/llama-4-scout 1310720 16384 0.1 0.3 ti>t lacks=r
        meta-llama/llama-guard-4-12b 1048576 16384 0.18 0.18 ti>t lacks=rou
        meta/muse-glimmer-30b 131072 - 0.35 1.5 ti>t
        meta/muse-spark-1.1 1048576 - 1.25 4.25 tifav>t lacks=s
        meta/muse-spark-1.2 1048576 - 1.25 4.25 tifav>t lacks=s
        microsoft/phi-4 16384 16384 0.07 0.14 t>t lacks=ru
        microsoft/wizardlm-2-8x22b 65535 8000 0.62 0.62 t>t lacks=rou
        minimax/minimax-m2 204800 131072 0.255 1.02 t>t
        minimax/minimax-m2-her 65536 2048 0.3 1.2 t>t lacks=srfou
        minimax/minimax-m2.1 204800 131072 0.3 1.2 t>t lacks=o
        minimax/minimax-m2.5 204800 196608 0.22 0.9 t>t
        minimax/minimax-m2.7 204800 131072 0.3 1.2 t>t
        minimax/minimax-m3 1048576 512000 0.3 1.2 tiv>t
        mistralai/codestral-2508 256000 - 0.3 0.9 tf>t lacks=r
        mistralai/ministral-14b-2512 262144 - 0.2 0.2 ti>t lacks=r
        mistralai/ministral-3b-2512 131072 - 0.1 0.1 ti>t lacks=r
        mistralai/ministral-8b-2512 262144 - 0.15 0.15 ti>t lacks=r
        mistralai/mistral-large-2512 262144 - 0.5 1.5 tif>t lacks=r
        mistralai/mistral-medium-3 131072 - 0.4 2 tif>t lacks=r
        mistralai/mistral-medium-3-5 262144 - 1.5 7.5 tif>t
        mistralai/mistral-medium-3.1 131072 - 0.4 2 tif>t lacks=r
        mistralai/mistral-small-2603 262144 - 0.15 0.6 ti>t
        mistralai/mistral-small-3.1-24b-instruct 128000 128000 0.351 0.555 ti>t lacks=rfou
        mistralai/mistral-small-3.2-24b-instruct 256000 16384 0.09375 0.25 ti>t lacks=r
        mistralai/voxtral-small-24b-2507 32000 - 0.1 0.3 tfa>t lacks=r
        moonshotai/kimi-k2-0905 262144 100352 0.6 2.5 t>t lacks=r
        moonshotai/kimi-k2-thinking 262144 100352 0.6 2.5 t>t
        moonshotai/kimi-k2.5 262144 262144 0.57 2.85 ti>t
        moonshotai/kimi-k2.6 262144 262144 0.65 3.41 ti>t
        moonshotai/kimi-k2.7-code 262144 262144 0.71 3.5 ti>t
        moonshotai/kimi-k3 1048576 - 3 15 tiv>t
        morph/morph-v3-fast 81920 38000 0.8 1.2 t>t lacks=srfou
        morph/morph-v3-large 262144 131072 0.9 1.9 t>t lacks=sru
        nex-agi/nex-n2-mini 262144 262144 0.025 0.1 ti>t lacks=s
        nex-agi/nex-n2-pro 262144 262144 0.25 1 ti>t lacks=sfo
        nousresearch/hermes-3-llama-3.1-70b 131072 16384 0.7 0.7 t>t lacks=ru
        nousresearch/hermes-4-405b 131072 - 1 3 t>t lacks=sou
        nousresearch/hermes-4-70b 131072 - 0.13 0.4 t>t lacks=sou
        nvidia/nemotron-3-nano-30b-a3b 262144 228000 0.05 0.2 t>t
        nvidia/nemotron-3-nano-30b-a3b:free 256000 - 0 0 t>t lacks=fo
        nvidia/nemotron-3-nano-omni-30b-a3b-reasoning:free 256000 65536 0 0 tiav>t lacks=fo
        nvidia/nemotron-3-super-120b-a12b 1000000 16384 0.085 0.4 t>t
        nvidia/nemotron-3-super-120b-a12b:free 262144 262144 0 0 t>t
        nvidia/nemotron-3-ultra-550b-a55b 512288 - 0.6 3.6 t>t
        nvidia/nemotron-3-ultra-550b-a55b:free 1000000 65536 0 0 t>t lacks=fo
        nvidia/nemotron-3.5-content-safety:free 128000 8192 0 0 ti>t lacks=fou
        nvidia/nemotron-3.5-lightning 1000000 262144 0.1 0.25 t>t
        nvidia/nemotron-3.5-lightning:free 1000000 65536 0 0 t>t lacks=fo
        nvidia/nemotron-nano-12b-v2-vl:free 128000 128000 0 0 tiv>t lacks=fo
        nvidia/nemotron-nano-9b-v2:free 128000 - 0 0 t>t
        openai/gpt-4-turbo 128000 4096 10 30 ti>t lacks=r
        openai/gpt-4.1 1047576 32768 2 8 tif>t lacks=r
        openai/gpt-4o 128000 16384 2.5 10 tif>t lacks=r
        openai/gpt-4o-mini 128000 16384 0.15 0.6 tif>t lacks=r
        openai/gpt-5 400000 128000 1.25 10 tif>t lacks=t
        openai/gpt-5-image 400000 128000 10 10 tif>ti lacks=u
        openai/gpt-5-image-mini 400000 128000 2.5 2 tif>ti lacks=u
        openai/gpt-5-mini 400000 128000 0.25 2 tif>t lacks=t
        openai/gpt-5-nano 400000 128000 0.05 0.4 tif>t lacks=t
        openai/gpt-5-pro 400000 128000 15 120 tif>t lacks=t
        openai/gpt-5.1 400000 128000 1.25 10 tif>t lacks=t
        openai/gpt-5.1-codex 400000 128000 1.25 10 ti>t lacks=tm
        openai/gpt-5.1-codex-max 400000 128000 1.25 10 ti>t lacks=tm
        openai/gpt-5.1-codex-mini 400000 128000 0.25 2 ti>t lacks=tm
        openai/gpt-5.2 400000 128000 1.75 14 tif>t lacks=t
        openai/gpt-5.2-chat 128000 32000 1.75 14 tif>t lacks=trm
        openai/gpt-5.2-codex 400000 128000 1.75 14 ti>t lacks=tm
        openai/gpt-5.2-pro 400000 128000 21 168 tif>t lacks=t
        openai/gpt-5.3-codex 400000 128000 1.75 14 tif>t lacks=t
        openai/gpt-5.4 1050000 128000 2.5 15 tif>t above=272000:5:22.5 lacks=t
        openai/gpt-5.4-image-2 272000 128000 8 15 tif>ti lacks=tu
        openai/gpt-5.4-mini 400000 128000 0.75 4.5 tif>t lacks=t
        openai/gpt-5.4-nano 400000 128000 0.2 1.25 tif>t lacks=t
        openai/gpt-5.4-pro 1050000 128000 30 180 tif>t above=272000:60:270 lacks=t
        openai/gpt-5.5 1050000 128000 5 30 tif>t above=272000:10:45 lacks=t
        openai/gpt-5.5-pro 1050000 128000 30 180 tif>t above=272000:60:270 lacks=t
        openai/gpt-5.6-luna 1050000 128000 0.1 0.6 tif>t above=272000:0.2:0.9 lacks=t
        openai/gpt-5.6-luna-pro 1050000 128000 0.1 0.6 tif>t above=272000:0.2:0.9 lacks=t
        openai/gpt-5.6-sol 1050000 128000 5 30 tif>t above=272000:10:45 lacks=t
        openai/gpt-5.6-sol-pro 1050000 128000 5 30 tif>t above=272000:10:45 lacks=t
        openai/gpt-5.6-terra 1050000 128000 1 6 tif>t above=272000:2:9 lacks=t
        openai/gpt-5.6-terra-pro 1050000 128000 1 6 tif>t above=272000:2:9 lacks=t
        openai/gpt-audio 128000 16384 2.5 10 ta>ta lacks=r
        openai/gpt-audio-mini 128000 16384 0.6 2.4 ta>ta lacks=r
        openai/gpt-chat-latest 400000 128000 5 30 tif>t lacks=tr
        openai/gpt-oss-120b 131072 131072 0.03 0.17 t>t
        openai/gpt-oss-20b 131072 131072 0.03 0.13 t>t
        openai/gpt-oss-20b:free 131072 32768 0 0 t>t
        openai/gpt-oss-safeguard-20b 131072 65536 0.075 0.3 t>t
        openai/o3 200000 100000 2 8 tif>t lacks=t
        openai/o3-pro 200000 100000 20 80 tif>t lacks=t
        openai/o4-mini 200000 100000 1.1 4.4 tif>t lacks=t
        openai/o4-mini-high 200000 100000 1.1 4.4 tif>t lacks=t
        openrouter/auto 2000000 - -1 -1 tifav>ti
        openrouter/auto-beta 2000000 - -1 -1 tifav>ti
        openrouter/bodybuilder 128000 - -1 -1 t>t lacks=-
        openrouter/free 200000 - 0 0 ti>t
        openrouter/fusion 1000000 - -1 -1 t>t lacks=-
        openrouter/pareto-code 2000000 - -1 -1 t>t lacks=-
        perceptron/perceptron-mk1 32768 8192 0.15 1.5 tiv>t lacks=sfu
        perplexity/sonar-deep-research 128000 - 2 8 t>t lacks=sfou
        perplexity/sonar-pro 200000 8000 3 15 ti>t lacks=srfou
        perplexity/sonar-pro-search 200000 8000 3 15 ti>t lacks=sfu
        perplexity/sonar-reasoning-pro 128000 - 2 8 ti>t lacks=sfou
        poolside/laguna-s-2.1 1048576 131072 0.09 0.18 t>t lacks=sfo
        poolside/laguna-s-2.1:free 262144 32768 0 0 t>t lacks=sfo
        poolside/laguna-xs-2.1 262144 32768 0.06 0.12 t>t lacks=sfo
        poolside/laguna-xs-2.1:free 262144 32768 0 0 t>t lacks=sfo
        qwen/qwen3.5-122b-a10b 262144 81920 0.29 2.4 tiv>t
        qwen/qwen3.5-27b 262144 65536 0.195 1.56 tiv>t
        qwen/qwen3.5-35b-a3b 262144 65536 0.225 1.8 tiv>t
        qwen/qwen3.5-9b 262144 262144 0.1 0.15 tiv>t
        qwen/qwen3.5-flash-02-23 1000000 65536 0.065 0.26 tiv>t
        qwen/qwen3.5-plus-02-15 1000000 65536 0.26 1.56 tiv>t above=256000:0.325:1.95
        qwen/qwen3.5-plus-20260420 1000000 65536 0.3 1.8 tiv>t above=256000:0.375:2.25
        qwen/qwen3.6-27b 262144 262144 0.6 3.6 tiv>t
        qwen/qwen3.6-35b-a3b 262144 262144 0.15 1 tiv>t
        qwen/qwen3.6-flash 1000000 65536 0.1875 1.125 tiv>t above=256000:0.75:3
        qwen/qwen3.6-max-preview 262144 65536 1.027 6.162 t>t above=128000:1.58:9.48
        qwen/qwen3.6-plus 1000000 65536 0.325 1.95 tiv>t above=256000:1.3:3.9
        qwen/qwen3.7-flash 1000000 65536 0.03 0.13 tiv>t above=32000:0.1:0.4 lacks=o
        qwen/qwen3.7-max 1000000 131072 1.475 4.425 t>t
        qwen/qwen3.7-plus 1000000 131072 0.32 1.28 ti>t above=256000:0.96:3.84
        qwen/qwen3.8-2.4t-a95b 1048576 262144 2 6 t>t
        qwen/qwen3.8-27b 262144 131072 0.45 3.2 tiv>t lacks=u
        qwen/qwen3.8-max 1000000 131072 2 6 tiv>t
        rekaai/reka-edge 16384 16384 0.1 0.1 tiv>t lacks=rf
        rekaai/reka-flash-3 65536 65536 0.1 0.2 t>t lacks=fu
        relace/relace-apply-3 256000 128000 0.85 1.25 t>t lacks=trfou
        relace/relace-search 256000 128000 1 3 t>t lacks=ro
        sakana/fugu-ultra 1000000 128000 5 30 ti>t above=272000:10:45 lacks=tsfml
        sakana/sakana-namazu 262144 65536 0.95 4 tif>t lacks=tsfml
        sao10k/l3-lunaris-8b 8192 16384 0.04 0.05 t>t lacks=ru
        sao10k/l3.1-euryale-70b 131072 16384 0.85 0.85 t>t lacks=r
        sao10k/l3.3-euryale-70b 131072 16384 0.65 0.75 t>t lacks=ru
        stepfun/step-3.5-flash 262144 65536 0.1 0.3 t>t lacks=sfo
        stepfun/step-3.7-flash 262144 256000 0.2 1.15 tiv>t
        tencent/hunyuan-a13b-instruct 131072 131072 0.14 0.57 t>t lacks=su
        tencent/hy3 262144 128000 0.132 0.528 t>t
        tencent/hy3-preview 262144 - 0.18 0.6 t>t lacks=fo
        thedrummer/cydonia-24b-v4.1 131072 131072 0.3 0.5 t>t lacks=ru
        thedrummer/skyfall-36b-v2 32768 32768 0.55 0.8 t>t lacks=ru
        thedrummer/unslopnemo-12b 1024000 1024000 0.4 0.4 t>t lacks=r
        thinkingmachines/inkling 1048576 262144 0.95 4.05 tia>t lacks=o
        thinkingmachines/inkling-small 524288 262144 0.45 1.2 tia>t lacks=f
        undi95/remm-slerp-l2-13b 6144 6144 0.45 0.65 t>t lacks=ru
        upstage/solar-pro-3 131072 131072 0.15 0.6 t>t lacks=s
        upstage/solar-pro4 524288 131072 0.03 0.12 t>t lacks=s
        writer/palmyra-x5 1040000 8192 0.6 6 t>t lacks=srfou
        x-ai/grok-4.20 2000000 - 1.25 2.5 tif>t above=200000:2.5:5
        x-ai/grok-4.20-multi-agent 2000000 - 1.25 2.5 tif>t above=200000:2.5:5 lacks=u
        x-ai/grok-4.3 1000000 - 1.25 2.5 tif>t above=200000:2.5:5
        x-ai/grok-4.5 500000 - 2 6 tif>t above=200000:4:12
        x-ai/grok-4.6 500000 - 2 6 tif>t above=200000:4:12
        x-ai/grok-build-0.1 256000 - 1 2 tif>t above=200000:2:4
        xiaomi/mimo-v2.5 1050000 131072 0.14 0.28 tiav>t
        xiaomi/mimo-v2.5-pro 1050000 131072 0.435 0.87 t>t
        z-ai/glm-4.5 131072 98304 0.6 2.2 t>t expires=2026-12-31 lacks=so
        z-ai/glm-4.5v 65536 16384 0.6 1.8 ti>t lacks=o
        z-ai/glm-4.6 204800 131072 0.55 2.2 t>t
        z-ai/glm-4.6v 131072 32768 0.3 0.9 tiv>t lacks=o
        z-ai/glm-4.7 204800 131072 0.4 1.75 t>t
        z-ai/glm-4.7-flash 202752 16384 0.06 0.4 t>t
        z-ai/glm-5 204800 128000 0.6 1.92 t>t
        z-ai/glm-5-turbo 202752 131072 1.2 4 t>t expires=2098-12-31 lacks=so
        z-ai/glm-5.1 204800 128000 0.966 3.036 t>t
        z-ai/glm-5.2 1048576 131072 0.49 1.54 t>t
        z-ai/glm-5v-turbo 202752 131072 1.2 4 tiv>t expires=2098-12-31 lacks=so
        ~anthropic/claude-fable-latest 1000000 128000 10 50 tif>t alias=anthropic/claude-fable-5 lacks=ts
        ~anthropic/claude-haiku-latest 200000 64000 1 5 tif>t alias=anthropic/claude-haiku-4.5 lacks=s
        ~anthropic/claude-opus-latest 1000000 128000 5 25 tif>t alias=anthropic/claude-opus-5 lacks=s
        ~anthropic/claude-sonnet-latest 1000000 128000 2 10 tif>t alias=anthropic/claude-sonnet-5 lacks=ts
        ~deepseek/deepseek-v4-flash-latest 1048576 384000 0.06986 0.13972 t>t alias=deepseek/deepseek-v4-flash-0731
        ~google/gemini-flash-latest 1048576 65536 0.375 1.875 tifav>t alias=google/gemini-3.7-flash
        ~google/gemini-pro-latest 1048576 65536 2 12 tifav>t alias=google/gemini-3.1-pro-preview above=200000:4:18
        ~moonshotai/kimi-latest 1048576 1048576 2.8 14 tiv>t alias=moonshotai/kimi-k3
        ~openai/gpt-latest 1050000 128000 5 30 tif>t alias=openai/gpt-5.6-sol above=272000:10:45 lacks=t
        ~openai/gpt-mini-latest 400000 128000 0.75 4.5 tif>t alias=openai/gpt-5.4-mini lacks=t
        ~x-ai/grok-latest 500000 - 2 6 tif>t alias=x-ai/grok-4.6 above=200000:4:12
        """
}
