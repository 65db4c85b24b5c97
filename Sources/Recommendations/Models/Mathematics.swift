#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// The few functions of the C library the models need, under names that do not clash.
func exp2(_ value: Double) -> Double { exponential(value * 0.693_147_180_559_945_3) }
func naturalLog(_ value: Double) -> Double { log(value) }
func exponential(_ value: Double) -> Double { exp(value) }
func hyperbolicTangent(_ value: Double) -> Double { tanh(value) }
func log2(_ value: Double) -> Double { log(value) * 1.442_695_040_888_963_4 }
func power(_ value: Double, _ exponent: Double) -> Double { pow(value, exponent) }
