// swift-tools-version: 6.2

import PackageDescription

let testSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]
let settings: [SwiftSetting] = testSettings + [.strictMemorySafety()]

func source(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func test(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        exclude: exclude,
        swiftSettings: testSettings
    )
}

let package = Package(
    name: "castline",
    products: [
        .executable(name: "castline", targets: ["castline"]),
        .executable(name: "castline-bench", targets: ["castline-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        source("Resilience"),
        source(
            "OpenRouter",
            [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        source(
            "Gateway",
            [
                "OpenRouter", "Resilience",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ]
        ),
        source(
            "Production",
            [
                "Gateway", "OpenRouter",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        source(
            "Operations",
            [
                "Production", "Gateway", "OpenRouter", "Resilience",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        source("Storage", ["Gateway", "Production", "OpenRouter", .product(name: "GRDB", package: "GRDB.swift")]),
        source(
            "OpenRouterSimulator",
            [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        source(
            "FaultDrill",
            [
                "Gateway", "OpenRouter", "OpenRouterSimulator", "Resilience", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]
        ),
        source(
            "ProductionDrill",
            [
                "Gateway", "OpenRouter", "OpenRouterSimulator", "Production", "Resilience", "Storage",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .systemLibrary(name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .target(name: "CTerminal"),
        source(
            "Shell",
            [
                "Operations", "Production", "Gateway", "OpenRouter", "Resilience", "CEditLine", "CTerminal",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["README.md"]
        ),
        source("Fuzzing", ["Shell", "Operations", "Production", "Gateway", "OpenRouter", "Resilience"]),
        .executableTarget(
            name: "castline",
            dependencies: [
                "Shell", "Operations", "Production", "Gateway", "OpenRouter", "Storage", "OpenRouterSimulator",
                "CTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "castline-bench",
            dependencies: [
                "FaultDrill", "Fuzzing", "Gateway", "LedgerSchedules", "OpenRouter", "OpenRouterSimulator",
                "Operations", "Production", "ProductionDrill", "Resilience", "Storage", "TerminalDriver",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        test(
            "FaultDrill",
            ["OpenRouter", "OpenRouterSimulator", .product(name: "AsyncHTTPClient", package: "async-http-client")]
        ),
        .target(name: "TerminalDriver", path: "Tests/TerminalDriver", swiftSettings: settings),
        .target(
            name: "LedgerSchedules",
            dependencies: ["Gateway", "OpenRouter", "Resilience", "Storage"],
            path: "Tests/LedgerSchedules",
            swiftSettings: settings
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "Gateway", "OpenRouter", "OpenRouterSimulator", "Production", "Resilience", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: testSettings
        ),
        test("Resilience"),
        test(
            "OpenRouter",
            [
                "Resilience",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        test(
            "Gateway",
            [
                "OpenRouter", "Resilience", "OpenRouterSimulator", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        test(
            "Production",
            [
                "Gateway", "OpenRouter", "OpenRouterSimulator", "Resilience", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Hostile/sources.jsonl"]
        ),
        test(
            "ProductionDrill",
            [
                "Production", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        test("Fuzzing"),
        test(
            "Operations",
            [
                "Production", "Gateway", "OpenRouter", "OpenRouterSimulator", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]
        ),
        test(
            "Storage",
            [
                "Gateway", "LedgerSchedules", "Production", "OpenRouter", "Resilience",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        test(
            "OpenRouterSimulator",
            [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        test(
            "Shell",
            [
                "Operations", "Production", "Gateway", "OpenRouter", "OpenRouterSimulator", "Resilience", "CTerminal",
                "TerminalDriver",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
