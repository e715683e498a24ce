// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P256} from "./P256.sol";

/// @notice Kinds of signed operations: PROTOCOL.md section 2.
library Kind {
    uint256 internal constant SESSION = 0;
    uint256 internal constant ENROL = 1;
    uint256 internal constant ROTATE = 2;
    uint256 internal constant STATUS = 3;
    uint256 internal constant REGISTER = 4;
    uint256 internal constant CONSENT = 5;
    uint256 internal constant ACCESS = 6;
    uint256 internal constant ERASE = 7;
    uint256 internal constant REVIEW = 8;
    uint256 internal constant STORE = 9;
    uint256 internal constant MANDATE = 10;
}

/// @notice Why an operation was rejected: PROTOCOL.md section 3. Those under 16 are given before a signature was verified.
library Reason {
    uint8 internal constant NONE = 0;
    uint8 internal constant UNKNOWN_KIND = 1;
    uint8 internal constant WRONG_NUMBER_OF_WORDS = 2;
    uint8 internal constant FIELD_OUT_OF_RANGE = 3;
    uint8 internal constant KIND_NOT_SERVED = 4;
    uint8 internal constant UNKNOWN_SIGNER = 5;
    uint8 internal constant BAD_SIGNATURE = 6;
    uint8 internal constant EXPIRED = 16;
    uint8 internal constant SIGNER_NOT_ACTIVE = 17;
    uint8 internal constant NOT_AUTHORISED = 18;
    uint8 internal constant ID_MISMATCH = 19;
    uint8 internal constant ALREADY_ENROLLED = 20;
    uint8 internal constant UNKNOWN_PARTICIPANT = 21;
    uint8 internal constant UNKNOWN_STORE = 23;
    uint8 internal constant UNKNOWN_RECORD = 24;
    uint8 internal constant WRONG_VERSION = 25;
    uint8 internal constant WRONG_PREVIOUS = 26;
    uint8 internal constant WRONG_PATIENT = 27;
    uint8 internal constant STALE_SEQUENCE = 28;
    uint8 internal constant INVALID_GRANTEE = 30;
}

/// @title The octets of signed operations: their shapes, ranges and ids. It knows no state.
library Operations {
    bytes32 private constant DOMAIN = "anamnesis/v1";

    uint256 private constant EFFECT_NONE = 0;

    /// @notice The kind in a frame's head; a head with a stray bit gives a number that no kind has.
    function kindOf(bytes32 head) internal pure returns (uint256) {
        return uint256(head) & ~uint256(0xffff00);
    }

    /// @notice How many words follow a frame's head.
    function wordsAfter(bytes32 head) internal pure returns (uint256) {
        return (uint256(head) >> 8) & 0xffff;
    }

    /// @notice Number of fields of a kind.
    function fieldsOf(uint256 kind) internal pure returns (uint256) {
        return uint8(bytes11(hex"040a08060d0c0a04060807")[kind]);
    }

    /// @notice Number of words that the signatures of a kind take.
    function signatureWordsOf(uint256 kind) internal pure returns (uint256) {
        return kind == Kind.ENROL || kind == Kind.ROTATE ? 4 : 2;
    }

    /// @notice SHA-256 of the whole message. Chain and registry are this contract's own, never the sender's word.
    function idOf(uint256 kind, bytes32[] calldata fields) internal view returns (bytes32) {
        return sha256(abi.encodePacked(DOMAIN, kind, block.chainid, uint256(uint160(address(this))), fields));
    }

    /// @notice Whether every field is within its type, and the fields agree with one another.
    function inRange(uint256 kind, bytes32[] calldata fields) internal pure returns (bool) {
        uint256 shape = uint256(shapeOf(kind));
        for (uint256 i = 0; i < fields.length; i++) {
            if (!fits(shape >> 248, uint256(fields[i]))) return false;
            shape <<= 8;
        }
        if (kind == Kind.ENROL || kind == Kind.ROTATE) return areTwoKeys(fields);
        if (kind == Kind.STORE) return P256.isPoint(fields[3], fields[4]);
        if (kind == Kind.CONSENT) return isConsent(fields);
        if (kind == Kind.ACCESS) return (fields[1] == 0) == (fields[2] == 0);
        return true;
    }

    /// @dev One octet a field: 00 any word, 01 not zero, 02 u32, 03 u64, 04 u64 not zero, 40+n a mask of the bits 1 to n,
    /// 80+n a number from 1 to n, C0+n a number from 0 to n.
    function shapeOf(uint256 kind) private pure returns (bytes32) {
        if (kind == Kind.ENROL) return hex"01010000000090010104";
        if (kind == Kind.ROTATE) return hex"0101000000000304";
        if (kind == Kind.STATUS) return hex"010183030004";
        if (kind == Kind.REGISTER) return hex"01010002010181010400010104";
        if (kind == Kind.CONSENT) return hex"01010001508f51c203030304";
        if (kind == Kind.ACCESS) return hex"01000201918400010401";
        if (kind == Kind.ERASE) return hex"01010304";
        if (kind == Kind.REVIEW) return hex"010183000404";
        if (kind == Kind.STORE) return hex"0101010000820304";
        if (kind == Kind.MANDATE) return hex"01010103030304";
        return hex"01010104"; // SESSION
    }

    function fits(uint256 shape, uint256 value) private pure returns (bool) {
        if (shape == 0x00) return true;
        if (shape == 0x01) return value != 0;
        if (shape == 0x02) return value <= type(uint32).max;
        if (shape == 0x03) return value <= type(uint64).max;
        if (shape == 0x04) return value != 0 && value <= type(uint64).max;
        uint256 n = shape & 0x3f;
        if (shape < 0x80) return value & 1 == 0 && value < 1 << (n + 1);
        return value <= n && (value != 0 || shape >= 0xc0);
    }

    function areTwoKeys(bytes32[] calldata fields) private pure returns (bool) {
        return P256.isPoint(fields[2], fields[3]) && P256.isPoint(fields[4], fields[5])
            && (fields[2] != fields[4] || fields[3] != fields[5]);
    }

    function isConsent(bytes32[] calldata fields) private pure returns (bool) {
        if (uint256(fields[8]) >= uint256(fields[9])) return false;
        return uint256(fields[7]) == EFFECT_NONE || (fields[4] != 0 && fields[6] != 0);
    }
}
