/** All sentences of the kit and the cashier's screens in Simplified Chinese. */
import { basket } from './basket.ts';
import { card } from './card.ts';
import { coupon, couponTrouble } from './coupon.ts';
import { device, deviceTrouble } from './device.ts';
import { deviceReport, deviceReportTrouble } from './deviceReport.ts';
import { display } from './display.ts';
import { enrolTrouble } from './enrolment.ts';
import { exchange } from './exchange.ts';
import { frame } from './frame.ts';
import { ledgerTrouble } from './ledgerTrouble.ts';
import { managerTrouble } from './managerTrouble.ts';
import { pay } from './pay.ts';
import { print, printerShort, printerTrouble, printTrouble } from './print.ts';
import { payTrouble } from './payTrouble.ts';
import { reason, words } from './words.ts';
import { receipt } from './receipt.ts';
import { sellTrouble } from './sellTrouble.ts';
import { pins, setUp, shopTrouble } from './setUp.ts';
import { shift } from './shift.ts';
import { show, waiting } from './show.ts';
import { trouble } from './trouble.ts';
import { virtual } from './virtual.ts';
import { setupTrouble } from './walletSetup.ts';

export const zh = { ...words, ...frame, ...basket, card, coupon, device, deviceReport, display, exchange, pay, print, printerShort, printerTrouble, reason, receipt, pins, setUp, shift, show, waiting, trouble: { ...couponTrouble, ...enrolTrouble, ...setupTrouble, ...payTrouble, ...deviceReportTrouble, ...deviceTrouble, ...ledgerTrouble, ...managerTrouble, ...printTrouble, ...sellTrouble, ...shopTrouble, ...trouble }, virtual };
