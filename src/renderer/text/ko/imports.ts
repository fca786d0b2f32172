/** Reading files, in Korean. */
export const imports = {
  files: '파일', fromTo: '{{from}} ~ {{to}}', inZip: '{{zip}} 안', sending: '파일을 넘기는 중', cancelling: '중지하는 중: 읽던 파일은 통째로 버립니다',
  column: { file: '파일, 인식 결과, 기간', lines: '건수', total: '합계', proof: '파일 자체 합계', state: '상태' },
  agree_other: '합계 {{count}}개 일치', proof: { lines: '없음, 줄마다 검산됨', none: '없음' },
  linesSoFar_other: '{{lines}}줄 읽음',
  state: { waiting: '대기 중', running: '읽는 중', imported: '가져옴', repeated: '이미 가져옴', refused: '거부됨', 'too-large': '너무 큼', cancelled: '취소됨' },
  sum: { imported_other: '{{count}}개 가져옴', repeated_other: '{{count}}개는 이미 가져온 파일', refused_other: '{{count}}개 거부, 가져온 내용 없음', cancelled_other: '{{count}}개 취소' },
  source: {
    'wechatpay-trade': '위챗페이 거래 명세', 'wechatpay-fundflow': '위챗페이 자금 명세', 'alipay-trade': '알리페이 거래 상세', 'alipay-summary': '알리페이 요약', 'alipay-account': '알리페이 계정 상세', 'unionpay-zm': '유니온페이 가맹점 거래 명세(ZM)', 'unionpay-zme': '유니온페이 오류 거래 명세(ZME)',
    'stripe-balance': 'Stripe 잔액 내역', 'stripe-payout': 'Stripe 지급 상세', 'adyen-settlement': 'Adyen 정산 상세', 'paypal-activity': 'PayPal 활동 내역', camt053: '은행 거래 명세(camt.053)', mt940: '은행 거래 명세(MT940)', ofx: '은행 거래 명세(OFX)', mapped: '직접 지정한 열로 읽은 표',
  },
};
