// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ECDSA on the curve P-256 (FIPS 186-5), with the precompile of EIP-7951.
library P256 {
    address private constant P256VERIFY = address(0x100);

    uint256 private constant P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff;
    uint256 private constant B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b;
    uint256 private constant HALF_N = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8;

    /// @notice Whether `r` and `s` are a signature over `digest` by the key (`x`, `y`). A high `s` is refused.
    /// @dev The precompile answers with 32 octets holding 1, or with nothing at all. A chain without the precompile
    /// also answers with nothing, so the length decides and not the call's success.
    function verify(bytes32 digest, bytes32 r, bytes32 s, bytes32 x, bytes32 y) internal view returns (bool) {
        if (uint256(s) > HALF_N) return false;
        (bool success, bytes memory answer) = P256VERIFY.staticcall(abi.encode(digest, r, s, x, y));
        return success && answer.length == 32 && abi.decode(answer, (uint256)) == 1;
    }

    /// @notice Whether y² = x³ − 3x + b with both coordinates below the field's prime; the zero pair is not.
    function isPoint(bytes32 x, bytes32 y) internal pure returns (bool) {
        uint256 u = uint256(x);
        uint256 v = uint256(y);
        if (u >= P || v >= P) return false;
        uint256 cube = mulmod(mulmod(u, u, P), u, P);
        uint256 right = addmod(addmod(cube, mulmod(u, P - 3, P), P), B, P);
        return mulmod(v, v, P) == right;
    }
}
